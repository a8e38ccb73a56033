"""The page beyond its findings: what can be saved, that nothing is sent, without a network, from a drive, for everybody."""
