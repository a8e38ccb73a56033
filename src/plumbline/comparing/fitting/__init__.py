"""What is learnt from the peers, rule by rule: an empirical Bayes fit of how councils' rates of error vary."""
