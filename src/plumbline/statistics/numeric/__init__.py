"""Statistics that need NumPy. For fitting alone: nothing here may be reached from what runs in a browser's Python."""
