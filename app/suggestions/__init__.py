"""Suggested changes to a text: proposed by one, decided by another, applied as steps in the proposer's name.

A suggestion is anchored: the mark `suggestion` (or a block's id) says where, the row says what stood there and
what should. Nothing of the proposal is in the text before somebody accepts it, so that every output without
suggestions needs no filter, and rejecting takes nothing back.
"""
