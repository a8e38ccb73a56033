"""Charts as typed values: each is drawn as SVG that needs no script, said in words, and laid out as a table.

A chart has no viewBox: what is placed across it stands in per cent of its width, so that text keeps its size from a phone to
A4. Lines and areas lie in an inner layer that is stretched, with strokes that are not. Colours are the stylesheet's variables.
"""
