"""Readers of network files, one format each: text in, ``Found`` out. The graph is made of it in ``files``."""
