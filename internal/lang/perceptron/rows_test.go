package perceptron

import (
	"math/rand"
	"slices"
	"testing"
)

// TestRowsAddUpToTheSame scores with rows and without them, where this machine adds rows.
func TestRowsAddUpToTheSame(t *testing.T) {
	if !paved() {
		t.Skip("this machine adds no rows")
	}
	random := rand.New(rand.NewSource(1))
	for _, classes := range []int{2, rowFloor, strip, strip + 1, 2*strip - 3, 255} {
		keys := make([]uint64, 500)
		for i := range keys {
			keys[i] = random.Uint64()
		}
		slices.Sort(keys)
		plain, rows := newModel(classes, len(keys), 0), newModel(classes, len(keys), 0)
		for _, key := range keys {
			var cells []cell
			for _, class := range random.Perm(classes)[:1+random.Intn(classes)] {
				cells = append(cells, cell{uint8(class), int8(random.Intn(256) - 128)})
			}
			plain.put(key, cells)
			rows.put(key, cells)
		}
		rows.pave()
		var a, b Scratch
		want, got := make([]int32, classes), make([]int32, classes)
		for range 100 {
			features := make([]uint64, random.Intn(200))
			for i := range features {
				features[i] = keys[random.Intn(len(keys))] + uint64(random.Intn(2))
			}
			plain.Score(features, want, &a)
			rows.Score(features, got, &b)
			if !slices.Equal(got, want) {
				t.Fatalf("%d classes: with rows %v, without %v", classes, got, want)
			}
		}
	}
}
