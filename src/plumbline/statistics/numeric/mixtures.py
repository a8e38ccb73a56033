"""Mixtures of distributions."""

from plumbline.statistics.numeric.arrays import Floats


def mixing_proportions(likelihoods: Floats, prior_mean: Floats, strength: float, rounds: int) -> Floats:
    """The proportions of a mixture, by expectation and maximisation (Dempster, Laird and Rubin 1977).

    ``likelihoods`` has a row per observation and a column per component, positive somewhere in each row. The prior of the
    proportions is worth ``strength`` observations that fall on the components as ``prior_mean`` says (Dirichlet, with
    ``1 + strength * prior_mean``), so the result, after many rounds, is their posterior mode.
    """
    proportions = prior_mean
    for _ in range(rounds):
        belonging = proportions * ((1 / (likelihoods @ proportions)) @ likelihoods)
        proportions = (belonging + strength * prior_mean) / (len(likelihoods) + strength)
    return proportions
