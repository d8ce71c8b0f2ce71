package lexis

import (
	"bytes"
	"strings"
	"testing"
)

func TestHashNeverChanges(t *testing.T) {
	// The weights on disk are addressed by these.
	for s, want := range map[string]uint64{"": 0xecba3df2c3383c52} {
		if got := Hash(s); got != want {
			t.Errorf("Hash(%q) = %#x, want %#x", s, got, want)
		}
	}
	if Combine(1, 2) == Combine(2, 1) {
		t.Error("Combine does not see the order")
	}
}

func TestASCII(t *testing.T) {
	for in, want := range map[string]string{"plain": "plain", "Iran’s": "Iran's", "“a”": `"a"`, "a–b—c": "a-b-c", "São": "São", "…": "..."} {
		if got := ASCII(in); got != want {
			t.Errorf("ASCII(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestShape(t *testing.T) {
	for in, want := range map[string]string{"Haddad": "Xxx", "UN": "XX", "1974": "dd", "F-16": "X-dd", "mid-1990s": "xx-ddx", "": "", "a1b2c3d4e5f6g7": "xdxdxdxdxdx"} {
		if got := Shape(in); got != want {
			t.Errorf("Shape(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWordOfLongAndOddForms(t *testing.T) {
	var none *Clusters
	long := none.Word(strings.Repeat("é", 1<<20))
	if long != none.Word(strings.Repeat("é", 40)) {
		t.Error("a long form is not read by its first letters")
	}
	for _, form := range []string{"", "\xff", "’", "\u200d"} {
		_ = none.Word(form)
	}
	if none.Word("Iran’s").Form != none.Word("Iran's").Form {
		t.Error("typographic and plain apostrophes differ")
	}
	if none.Word("1974").Norm != none.Word("1982").Norm || none.Word("1974").Form == none.Word("1982").Form {
		t.Error("Norm must forget digits and Form keep them")
	}
}

func TestClustersAreReadBack(t *testing.T) {
	words := []string{"truce", "ceasefire", "envoy", "'s"}
	ids := [][Levels]uint16{{1, 2, 3}, {1, 2, 3}, {700, 30, 9}, {4, 5, 6}}
	var b bytes.Buffer
	if err := WriteClusters(&b, words, ids); err != nil {
		t.Fatal(err)
	}
	c, err := ReadClusters(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for i, word := range words {
		if got, known := c.Find(word); !known || got != ids[i] {
			t.Errorf("Find(%q) = %v %t, want %v", word, got, known, ids[i])
		}
	}
	if _, known := c.Find("unseen"); known {
		t.Error("an unknown word has classes")
	}
	if w := c.Word("’s"); w.Cluster != [Levels]uint64{4, 5, 6} {
		t.Errorf("classes of ’s = %v", w.Cluster)
	}
}

func FuzzReadClusters(f *testing.F) {
	var b bytes.Buffer
	if err := WriteClusters(&b, []string{"a"}, [][Levels]uint16{{1, 1, 1}}); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte{})
	f.Fuzz(func(_ *testing.T, packed []byte) {
		if c, err := ReadClusters(packed); err == nil {
			c.Find("a")
		}
	})
}
