"""A second opinion on questions: trained, heard beside the rules, never instead of them."""
