// Package abreast does many like things at the same time, on all processors.
package abreast

import (
	"sync"
	"sync/atomic"
)

// workers is how many goroutines share a piece of work: at least as many as the
// processors of the machines that this is run on.
const workers = 8

// Each calls a function for 0 to n-1 and returns when all is done. What it does for one
// must not touch what it does for another; then nothing hangs on the order.
func Each(n int, do func(i int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(workers, n) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	all.Wait()
}

// All calls some functions and returns when all are done. None may touch what another does.
func All(do ...func()) { Each(len(do), func(i int) { do[i]() }) }
