package evaluate

// For the tests that compare with the reference scorer step by step.
var (
	Words     = words
	PyFloat   = pyFloat
	DateRight = dateRight
)
