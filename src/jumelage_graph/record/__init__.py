"""The record as typed values, read once; whoever shows, measures or exports takes it from here."""
