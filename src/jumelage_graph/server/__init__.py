"""The server: SPARQL 1.1 Protocol, named queries as an API, linked data, reconciliation.

What is asked is read and checked by pure functions (``negotiation``, ``protocol``); the work is done by a ``pool`` of
processes that can be ended; ``app`` joins both.
"""
