"""What a dataset's cells mean, and every problem with them."""
