"""Questions put to goals and actuals, a table each."""
