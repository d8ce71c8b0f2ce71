package floors_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/evaluate/floors"
)

func TestCompare(t *testing.T) {
	f := floors.Folder{Name: "x", Digest: "abc", Floors: map[string]float64{"names": 0.8, "events": 0.5}}
	for _, tc := range []struct {
		name     string
		measured map[string]float64
		digest   string
		want     []string
	}{
		{"as it was", map[string]float64{"names": 0.8, "events": 0.5}, "abc", nil},
		{"better", map[string]float64{"names": 0.9, "events": 0.5001}, "abc", nil},
		{"a digit lower", map[string]float64{"names": 0.7999, "events": 0.5}, "abc", []string{"names fell to 0.7999, the floor is 0.8000"}},
		{"not measured", map[string]float64{"names": 0.8}, "abc", []string{"events has a floor of 0.5000 and was not measured"}},
		{"without floor", map[string]float64{"names": 0.8, "events": 0.5, "figures": 0.1}, "abc", []string{"figures is 0.1000 and has no floor"}},
		{"other corpus", map[string]float64{"names": 0.8, "events": 0.5}, "def", []string{"the corpus is not the one pinned (def, pinned abc)"}},
	} {
		if diff := cmp.Diff(tc.want, floors.Compare(f, tc.measured, tc.digest)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
	}
}

func TestUpdate(t *testing.T) {
	f := floors.Folder{Name: "x", Digest: "abc", Floors: map[string]float64{"names": 0.8, "events": 0.5, "old": 0.3}}
	measured := map[string]float64{"names": 0.9, "events": 0.4, "figures": 0.1}
	lowered := []string{"x: events from 0.5000 to 0.4000", "x: old from 0.3000 to 0.0000"}
	for _, tc := range []struct {
		lower bool
		want  map[string]float64
	}{
		{false, map[string]float64{"names": 0.9, "events": 0.5, "figures": 0.1, "old": 0.3}},
		{true, map[string]float64{"names": 0.9, "events": 0.4, "figures": 0.1}},
	} {
		got, lines := floors.Update(f, measured, "def", tc.lower)
		if diff := cmp.Diff(tc.want, got.Floors); diff != "" || got.Digest != "def" {
			t.Errorf("lower %v: digest %s, floors (-want +got):\n%s", tc.lower, got.Digest, diff)
		}
		if diff := cmp.Diff(lowered, lines); diff != "" {
			t.Errorf("lower %v: lines (-want +got):\n%s", tc.lower, diff)
		}
	}
	if f.Floors["names"] != 0.8 {
		t.Error("Update changed the floors it was given")
	}
}

func TestDigest(t *testing.T) {
	base := fstest.MapFS{"a": {Data: []byte("1")}, "b/c": {Data: []byte("2")}}
	digest := func(folders ...fstest.MapFS) string {
		var sum string
		var err error
		switch len(folders) {
		case 1:
			sum, err = floors.Digest(folders[0])
		default:
			sum, err = floors.Digest(folders[0], folders[1])
		}
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	seen := map[string]bool{digest(base): true}
	for _, other := range []fstest.MapFS{
		{"a": {Data: []byte("2")}, "b/c": {Data: []byte("2")}},
		{"a": {Data: []byte("1")}, "b/d": {Data: []byte("2")}},
		{"a": {Data: []byte("1")}},
	} {
		if sum := digest(other); seen[sum] {
			t.Errorf("two folders have the digest %s", sum)
		} else {
			seen[sum] = true
		}
	}
	if digest(base, fstest.MapFS{}) == digest(fstest.MapFS{}, base) {
		t.Error("the digest does not tell the two folders apart")
	}
	if !seen[digest(base)] {
		t.Error("the digest of one folder changes")
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{
		"", "[]", `{"folder":[]}`,
		`{"folders":[{"name":"a","reports":"r"}]}`,
		`{"folders":[{"name":"a","reports":"r","gold":"g"},{"name":"a","reports":"r","gold":"g"}]}`,
		`{"folders":[{"name":"a","reports":"r","gold":"g","floors":{"names":1.5}}]}`,
	} {
		if _, err := floors.Parse([]byte(text)); err == nil {
			t.Errorf("Parse(%q) found nothing wrong", text)
		}
	}
}

func TestFormatRoundTrip(t *testing.T) {
	want := floors.File{Folders: []floors.Folder{{Name: "a", Reports: "r", Gold: "g", Digest: "d", Floors: map[string]float64{"names": 0.5}}}}
	b, err := floors.Format(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := floors.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("floors (-want +got):\n%s", diff)
	}
}
