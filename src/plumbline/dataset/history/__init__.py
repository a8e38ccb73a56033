"""What changed in a data set from one day to another."""
