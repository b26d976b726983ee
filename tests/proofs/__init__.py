"""Tests of the proofs: the readers find what is lost, and random reports lose nothing."""
