// Package langtest lets the tests of rules read sentences. What they test are rules, and
// no parser reads every sentence right: it is enough that a rule does what it should with
// the trees of one of the two.
package langtest

import (
	"fmt"
	"sync"
	"testing"

	"github.com/trucewatch/trucewatch/internal/lang"
)

// Analyser returns the analyser that a test is to read with: in a check of [Either] that
// of the trial, else that of the fast mode.
func Analyser(t testing.TB) *lang.Analyser {
	t.Helper()
	if trial, ok := t.(*trial); ok {
		return trial.analyser
	}
	return read(t, fast)
}

// Either runs a check with the trees of the fast mode and, where that finds faults, with
// those of the full one. The faults of the former are errors where both have some.
func Either(t testing.TB, check func(t testing.TB)) {
	t.Helper()
	first := &trial{TB: t, analyser: read(t, fast)}
	if first.run(check); len(first.faults) == 0 {
		return
	}
	second := &trial{TB: t, analyser: read(t, full)}
	if second.run(check); len(second.faults) == 0 {
		return
	}
	for _, fault := range first.faults {
		t.Error(fault)
	}
}

// fast and full read their weights once for all tests.
var (
	fast = sync.OnceValues(func() (*lang.Analyser, error) { return lang.New(lang.Fast) })
	full = sync.OnceValues(func() (*lang.Analyser, error) { return lang.New(lang.Full) })
)

func read(t testing.TB, of func() (*lang.Analyser, error)) *lang.Analyser {
	t.Helper()
	a, err := of()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// trial is a check with one of the analysers; what it finds wrong is noted and no more.
type trial struct {
	testing.TB
	analyser *lang.Analyser
	faults   []string
}

// ended is what a check that cannot go on panics with.
type ended struct{}

func (t *trial) run(check func(t testing.TB)) {
	defer func() {
		if r := recover(); r != nil && r != (ended{}) {
			panic(r)
		}
	}()
	check(t)
}

// Errorf notes a fault.
func (t *trial) Errorf(format string, args ...any) {
	t.faults = append(t.faults, fmt.Sprintf(format, args...))
}

// Fatalf notes a fault and ends the trial.
func (t *trial) Fatalf(format string, args ...any) {
	t.Errorf(format, args...)
	panic(ended{})
}

// Log says nothing: what a trial says counts where both fail.
func (t *trial) Log(...any) {}
