package view_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/base/golden"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/output/view"
)

// TestExplain compares the JSON of a reading and its claims, written by hand.
func TestExplain(t *testing.T) {
	b, err := json.MarshalIndent(view.Explain(outputtest.Explained()), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "explain.json", string(b)+"\n")
	if strings.Contains(string(b), "null") {
		t.Error("a list is null")
	}
}

// TestExplainNothing checks that a text without a sentence has lists all the same.
func TestExplainNothing(t *testing.T) {
	b, err := json.Marshal(view.Explain(view.Coded{}))
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"format":"trucewatch.explanation/1","text":"","published":"","sentences":[]}`; string(b) != want {
		t.Errorf("got %s, want %s", b, want)
	}
}
