"""Why a rule's findings are where they are: in which groups of children they concentrate, if in any."""
