package evaluate_test

import (
	"encoding/json"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/evaluate"
	"github.com/trucewatch/trucewatch/internal/record"
)

// smallGold is one report of two sentences with something of every layer.
func smallGold() (reports, gold fstest.MapFS) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	reports = fstest.MapFS{"one.sents.json": file(`[
		{"s":0,"start":0,"end":42,"text":"Zoë Anders met rebel leaders in Port Anna."},
		{"s":1,"start":43,"end":74,"text":"She said 12 people had died, 12"}]`)}
	gold = fstest.MapFS{
		"ids.json": file(`{
			"zoe":{"kind":"person","name":"Zoë Anders","forms":["Anders"]},
			"rebels":{"kind":"organization","name":"rebels","forms":[]},
			"port":{"kind":"place","name":"Port Anna","forms":[]}}`),
		"one.json": file(`{"report":"one.txt","published":"2031-05-07","outlet":null,"origin":[],
			"names":[{"s":0,"q":"Zoë Anders","kind":"person","id":"zoe"},{"s":0,"q":"Port Anna","kind":"place","id":"port"}],
			"events":[{"s":0,"q":"met","type":"CONSULT","mode":["visit"],"status":"occurred","actors":["zoe","rebels"],"recipients":[],"place":"port","date":"2031-05","id":"e"}],
			"statements":[{"s":1,"q":"said","source":["zoe"],"source_q":"She","stance":"assert"}],
			"figures":[{"s":1,"q":"12","k":2,"measure":"killed","min":12,"max":12,"event":"e","by":[]}]}`),
	}
	return reports, gold
}

func TestReadGoldFindsPositions(t *testing.T) {
	reports, gold := smallGold()
	g, err := evaluate.ReadGold(reports, gold)
	if err != nil {
		t.Fatal(err)
	}
	c := g.Reports[0]
	got := []int{c.Names[0].Start, c.Names[0].End, c.Names[1].Start, c.Figures[0].Start, c.Figures[0].End}
	if diff := cmp.Diff([]int{0, 10, 32, 72, 74}, got); diff != "" {
		t.Errorf("positions (-want +got):\n%s", diff)
	}
	if len(g.Warnings) != 0 {
		t.Errorf("warnings on sound gold: %q", g.Warnings)
	}
}

// TestReadGoldRefuses spoils one file at a time; the error must name file and place.
func TestReadGoldRefuses(t *testing.T) {
	for _, tc := range []struct{ file, old, new, want string }{
		{"ids.json", `"zoe":`, `"zoe"`, "ids.json, line 2"},
		{"one.json", `"names":[`, `"names":3,"x":[`, "one.json"},
		{"one.json", `"statements"`, `"statement"`, "is missing"},
		{"one.json", `"s":1,"q":"said"`, `"s":7,"q":"said"`, "one.json, statements[0]: \"said\" is in sentence 7"},
		{"one.json", `"min":12`, `"min":"12"`, "one.json"},
		{"one.json", `one.txt`, `two.txt`, "two.sents.json"},
		{"one.sents.json", `"s":1`, `"s":0`, "sentence 0 stands there twice"},
		{"one.sents.json", `]`, ``, "one.sents.json"},
	} {
		reports, gold := smallGold()
		from := gold
		if _, ok := from[tc.file]; !ok {
			from = reports
		}
		from[tc.file].Data = []byte(strings.Replace(string(from[tc.file].Data), tc.old, tc.new, 1))
		if _, err := evaluate.ReadGold(reports, gold); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s with %q for %q: error %v, want one with %q", tc.file, tc.new, tc.old, err, tc.want)
		}
	}
}

func TestReadGoldWarns(t *testing.T) {
	for _, tc := range []struct{ old, new, want string }{
		{`"q":"said"`, `"q":"says"`, `statements[0]: "says" is not in sentence 1`},
		{`"k":2`, `"k":3`, `figures[0]: "12" is not in sentence 1`},
		{`"actors":["zoe"`, `"actors":["zow"`, `events[0]: id "zow" is not in ids.json`},
	} {
		reports, gold := smallGold()
		gold["one.json"].Data = []byte(strings.Replace(string(gold["one.json"].Data), tc.old, tc.new, 1))
		g, err := evaluate.ReadGold(reports, gold)
		if err != nil || len(g.Warnings) != 1 || !strings.Contains(g.Warnings[0], tc.want) {
			t.Errorf("warnings %q, error %v, want %q", g.Warnings, err, tc.want)
		}
	}
}

func TestScoreUnknownID(t *testing.T) {
	reports, gold := smallGold()
	g, err := evaluate.ReadGold(reports, gold)
	if err != nil {
		t.Fatal(err)
	}
	rec := perfect(g)
	delete(g.Forms, "zoe")
	if _, err := evaluate.ScoreGold(rec, g); err == nil || !strings.Contains(err.Error(), `one.json: id "zoe"`) {
		t.Errorf("error %v, want one that names file and id", err)
	}
}

func TestPerfectRecord(t *testing.T) {
	reports, gold := smallGold()
	g, err := evaluate.ReadGold(reports, gold)
	if err != nil {
		t.Fatal(err)
	}
	r, err := evaluate.Score(perfect(g), reports, gold)
	if err != nil {
		t.Fatal(err)
	}
	for layer, x := range r.Layers() {
		if x != 1 {
			t.Errorf("%s is %v on the gold itself, want 1", layer, x)
		}
	}
	if len(r.Mistakes) > 0 {
		t.Errorf("mistakes on the gold itself: %v", r.Mistakes)
	}
	var b strings.Builder
	if err := r.Table(&b); err != nil || !strings.Contains(b.String(), "  names                  F1 1.000   P 1.000  R 1.000   (2 of 2 gold, 2 predicted)\n") {
		t.Errorf("table %s, error %v", b.String(), err)
	}
	if !strings.Contains(b.String(), "  source_chain_accuracy  None\n") {
		t.Errorf("a share of nothing is not shown as None:\n%s", b.String())
	}
	if !json.Valid(r.JSON()) {
		t.Errorf("not JSON: %s", r.JSON())
	}
}

func TestMistakesAreShown(t *testing.T) {
	reports, gold := smallGold()
	r, err := evaluate.Score(record.Record{Format: record.Format}, reports, gold)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := r.TableOfMistakes(&b, 1, ""); err != nil {
		t.Fatal(err)
	}
	want := `  - reports: one: not in the record
  - names: one missed 'Zoë Anders' (person)
  - names: … 1 more
  - events: one s0 missed 'met' CONSULT (occurred)
  - statements: one s1 missed 'said' by ['zoe'] (has [])
  - figures: one s1 missed '12' killed
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("mistakes (-want +got):\n%s", diff)
	}
	b.Reset()
	if err := r.TableOfMistakes(&b, 9, "figures"); err != nil || b.String() != "  - figures: one s1 missed '12' killed\n" {
		t.Errorf("mistakes of one layer: %q, error %v", b.String(), err)
	}
}

func FuzzReadGold(f *testing.F) {
	reports, gold := smallGold()
	f.Add(string(gold["one.json"].Data), string(gold["ids.json"].Data), string(reports["one.sents.json"].Data))
	f.Add(`{"report":"one","names":[{"s":0,"q":"","k":99}],"events":[{}],"statements":[],"figures":[]}`, `{}`, `[{"s":0,"start":-5,"end":3,"text":"a"}]`)
	f.Fuzz(func(t *testing.T, one, ids, sents string) {
		gold := fstest.MapFS{"one.json": {Data: []byte(one)}, "ids.json": {Data: []byte(ids)}}
		var reports fs.FS = fstest.MapFS{"one.sents.json": {Data: []byte(sents)}}
		g, err := evaluate.ReadGold(reports, gold)
		if err != nil {
			return
		}
		r, err := evaluate.ScoreGold(perfect(g), g)
		if err == nil && !json.Valid(r.JSON()) {
			t.Fatalf("not JSON: %s", r.JSON())
		}
	})
}
