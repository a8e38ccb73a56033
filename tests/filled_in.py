"""Solutions that their writers have filled in."""

from plumbline.networks.solutions import to_fill_in


def filled_in(*given):
    """A solution's Markdown as ``to_fill_in`` begins it, with something said in every part."""
    text = to_fill_in(*given)
    said = {
        "in a line": "briefly",
        "Why the error arose": "A form",
        "The first step": "A check",
        "The next one": "A list",
    }
    for prompt, words in said.items():
        assert prompt in text
        text = text.replace(prompt, words)
    return text
