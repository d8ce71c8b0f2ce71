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
	"github.com/trucewatch/trucewatch/internal/output/view"
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

// TestRoundTrip reads every statement and count back from the file.
func TestRoundTrip(t *testing.T) {
	type ref struct {
		ID string `json:"@id"`
	}
	type claim struct {
		ref
		Kind   any    `json:"@type"`
		Text   string `json:"schema:text"`
		Report ref    `json:"prov:wasQuotedFrom"`
		Chain  struct {
			List []ref `json:"@list"`
		} `json:"tw:chain"`
		Stance string `json:"tw:stance"`
		About  []ref  `json:"schema:about"`
		Start  int    `json:"tw:start"`
		End    int    `json:"tw:end"`
	}
	tail := func(x ref) string { return x.ID[strings.LastIndex(x.ID, ":")+1:] }
	for name, r := range map[string]record.Record{"placed": outputtest.Placed(), "hostile": outputtest.Hostile()} {
		v := view.New(r)
		r = v.Record // with what would steer a terminal replaced
		var document struct {
			Graph []json.RawMessage `json:"@graph"`
		}
		if err := json.Unmarshal([]byte(write(t, r)), &document); err != nil {
			t.Fatal(err)
		}
		claims, counts := map[string]claim{}, 0
		for _, raw := range document.Graph {
			var c claim
			switch {
			case !strings.Contains(string(raw), `"schema:Claim"`):
			case !strings.Contains(string(raw), `"tw:stance"`):
				counts++
			default:
				if err := json.Unmarshal(raw, &c); err != nil {
					t.Fatal(err)
				}
				claims[c.ID] = c
			}
		}
		if len(claims) != len(r.Statements) || counts != len(r.Figures) {
			t.Errorf("%s: %d statements and %d counts, want %d and %d", name, len(claims), counts, len(r.Statements), len(r.Figures))
		}
		for _, s := range r.Statements {
			c, ok := claims["urn:trucewatch:statement:"+s.ID]
			content := ""
			if s.Content != nil {
				content = v.Text(s.Report, s.Content.Start, s.Content.End)
			}
			about := len(c.About) == len(s.About)
			for i, id := range s.About {
				about = about && tail(c.About[i]) == id
			}
			chain := len(c.Chain.List) == len(s.Source)
			for i, id := range s.Source {
				chain = chain && tail(c.Chain.List[i]) == id
			}
			if !ok || !about || !chain || c.Stance != s.Stance || tail(c.Report) != s.Report || c.Start != s.Start || c.End != s.End || c.Text != content {
				t.Errorf("%s: %+v reads %+v", name, s, c)
			}
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
