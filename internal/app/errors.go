package app

import "errors"

// ErrChanged means that recomputing gave another record than before: a fault of
// the program, or a database that was changed from outside.
var ErrChanged = errors.New("the record is not reproducible")
