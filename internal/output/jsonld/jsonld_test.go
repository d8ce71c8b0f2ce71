package jsonld_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/base/golden"
	"github.com/trucewatch/trucewatch/internal/output/field"
	"github.com/trucewatch/trucewatch/internal/output/jsonld"
	"github.com/trucewatch/trucewatch/internal/output/outputtest"
	"github.com/trucewatch/trucewatch/internal/record"
)

func write(t *testing.T, r record.Record) string {
	t.Helper()
	var b bytes.Buffer
	left, err := jsonld.Write(&b, field.NewBook(r, field.Known{}))
	if err != nil || left != nil {
		t.Fatal(left, err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	got := write(t, outputtest.Placed())
	golden.Compare(t, "placed.jsonld", got)
	if write(t, outputtest.Placed()) != got {
		t.Error("two exports differ")
	}
}

// TestGraph follows every reference: it leads to a node of the file, every key is
// of a vocabulary that the context names, and nothing gives a verdict.
func TestGraph(t *testing.T) {
	for _, r := range []record.Record{outputtest.Placed(), outputtest.Hostile(), {Format: record.Format}} {
		text := write(t, r)
		for _, word := range []string{"ClaimReview", "reviewRating", "Rating"} {
			if strings.Contains(text, word) {
				t.Errorf("the file says %s", word)
			}
		}
		var document struct {
			Context map[string]string `json:"@context"`
			Graph   []map[string]any  `json:"@graph"`
		}
		if err := json.Unmarshal([]byte(text), &document); err != nil {
			t.Fatal(err)
		}
		nodes := map[string]bool{}
		for _, n := range document.Graph {
			id, _ := n["@id"].(string)
			if id == "" || nodes[id] {
				t.Errorf("a node is called %q, again or not at all", id)
			}
			nodes[id] = true
		}
		if want := 1 + len(r.Reports) + len(r.Actors) + len(r.Places) + len(r.Events) + len(r.Statements) + len(r.Figures); len(nodes) != want {
			t.Errorf("%d nodes, want %d", len(nodes), want)
		}
		for _, n := range document.Graph {
			follow(t, n, document.Context, nodes)
		}
	}
}

func follow(t *testing.T, x any, context map[string]string, nodes map[string]bool) {
	t.Helper()
	switch x := x.(type) {
	case []any:
		for _, y := range x {
			follow(t, y, context, nodes)
		}
	case map[string]any:
		if id, ok := x["@id"].(string); ok && strings.HasPrefix(id, "urn:trucewatch:") && !nodes[id] {
			t.Errorf("%s is not in the graph", id)
		}
		for key, y := range x {
			prefix, _, colon := strings.Cut(key, ":")
			if !strings.HasPrefix(key, "@") && (!colon || context[prefix] == "") {
				t.Errorf("no vocabulary has the key %q", key)
			}
			follow(t, y, context, nodes)
		}
	}
}
