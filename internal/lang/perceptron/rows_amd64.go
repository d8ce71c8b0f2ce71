package perceptron

import "golang.org/x/sys/cpu"

// paved reports whether this machine adds rows of weights quicker than single ones.
func paved() bool { return cpu.X86.HasAVX2 }

// addRows adds, for each of the given rows, a strip of it to a strip of sums. Rows is
// the first number of the strip in row 0, and width how many numbers a row has.
//
//go:noescape
func addRows(sums *[strip]int32, rows *int16, width int, at []uint32)
