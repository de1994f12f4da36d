"""Photos on disk: finding, decoding, comparing and drawing them. Pillow and numpy; no Qt, no torch.

Everything here is safe to call from several threads at once, never writes to a user's photo and never touches the network.
"""
