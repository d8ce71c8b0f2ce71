package abreast_test

import (
	"testing"

	"github.com/trucewatch/trucewatch/internal/base/abreast"
)

func TestEachDoesEveryOneOnce(t *testing.T) {
	for _, n := range []int{0, 1, 7, 1000} {
		done := make([]int, n)
		abreast.Each(n, func(i int) { done[i]++ })
		for i, times := range done {
			if times != 1 {
				t.Errorf("%d of %d: done %d times", i, n, times)
			}
		}
	}
}

func TestMemoAsksOnce(t *testing.T) {
	var m abreast.Memo[int, int]
	asked := 0
	for range 2 {
		for key := range 3 {
			if got := m.Of(key, func() int { asked++; return key * key }); got != key*key {
				t.Errorf("%d: %d", key, got)
			}
		}
	}
	if asked != 3 {
		t.Errorf("asked %d times for three", asked)
	}
}

func TestMemoIsShared(t *testing.T) {
	var m abreast.Memo[int, int]
	abreast.Each(1000, func(i int) {
		if got := m.Of(i%7, func() int { return i % 7 }); got != i%7 {
			t.Errorf("%d: %d", i, got)
		}
	})
}

func TestAllDoesEach(t *testing.T) {
	var a, b bool
	abreast.All(func() { a = true }, func() { b = true })
	if !a || !b {
		t.Error(a, b)
	}
}
