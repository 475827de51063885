"""The outlook: a calibrated predictive distribution for every series, and the chance of goals.

features       what the recent past of a series looks like, without units
distribution   from that to quantiles and chances, in closed form
paths          whole futures drawn from it, for goals that count several years
expectation    every goal's projected level, interval, chance and year of reaching it
"""
