"""Where raw words wait, sealed: one data key a record, shredded when its time is over."""
