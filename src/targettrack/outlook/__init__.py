"""The outlook: a calibrated predictive distribution for every series, and the chance of a level.

features       what the recent past of a series looks like, without units
distribution   from that to quantiles and chances, in closed form
futures        whole futures drawn from it, for goals that count several years

Series come in as a matrix of numbers; no goal is known here.
"""
