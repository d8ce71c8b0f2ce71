package evaluate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/evaluate"
	"github.com/trucewatch/trucewatch/internal/record"
)

const written = `# Ledger of two reports

Reports: **H** = 02-harbour, and 001.

## 1. Talks

| id | place | sources |
|---|---|---|
| ` + "`round-1`" + ` | Dorn (001:0) | said by both (001:2, :4; H:1-2) |
| no source | Elm | - |

## 3. Incidents

### 3a. The raid

| what | where |
|---|---|
| a raid | H:3 |

## 5. Access

- **Corridor** to Elm, proposed by Norland
  (001:7).

## 7. Where they disagree

| not a row | 001:1 |
|---|---|
| nor this | 001:1 |
`

func TestParseLedger(t *testing.T) {
	got := evaluate.ParseLedger(written)
	want := []evaluate.LedgerRow{
		{Section: "talks", Name: "round-1", At: []evaluate.LedgerSpot{{Report: "001"}, {Report: "001", Sentence: 2}, {Report: "001", Sentence: 4}, {Report: "02-harbour", Sentence: 1}, {Report: "02-harbour", Sentence: 2}}},
		{Section: "incidents", Name: "a raid", At: []evaluate.LedgerSpot{{Report: "02-harbour", Sentence: 3}}},
		{Section: "access", Name: "Corridor", At: []evaluate.LedgerSpot{{Report: "001", Sentence: 7}}},
	}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i].Section != want[i].Section || got[i].Name != want[i].Name || !slices.Equal(got[i].At, want[i].At) {
			t.Errorf("row %d: %+v, want %+v", i, got[i], want[i])
		}
	}
}

func TestScoreLedger(t *testing.T) {
	gold := evaluate.Gold{Reports: []evaluate.Coded{
		{Report: "001_x.txt", Sentences: []evaluate.GoldSentence{{S: 0, Start: 0, End: 10}, {S: 1, Start: 11, End: 20}, {S: 7, Start: 21, End: 30}}},
		{Report: "02-harbour.txt", Sentences: []evaluate.GoldSentence{{S: 3, Start: 0, End: 10}}},
	}}
	r := record.Record{
		Reports: []record.Report{{ID: "r-1", File: "001_x.txt"}, {ID: "r-2", File: "02-harbour.txt"}},
		Talks:   []record.Talks{{Told: []record.MentionRef{{Report: "r-1", Start: 2}}}, {Form: "round", Track: "a+b", Told: []record.MentionRef{{Report: "r-1", Start: 12}}}},
		Events:  []record.Event{{ID: "e-1", Type: "AID", Status: "occurred"}, {ID: "e-2", Type: "ASSAULT", Status: "planned"}},
	}
	var out strings.Builder
	scores := evaluate.ScoreLedger(r, evaluate.ParseLedger(written), gold)
	if err := evaluate.LedgerTable(&out, scores); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"talks        rows told of  1 of  1   ours on them  1 of  2\n",
		"incidents    rows told of  0 of  1   ours on them  0 of  0   missed: a raid\n",
		"access       rows told of  0 of  1   ours on them  0 of  0   missed: Corridor\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no line %q in\n%s", want, &out)
		}
	}
	if !slices.Equal(scores[0].Extra, []string{"round a+b "}) {
		t.Errorf("extra %q", scores[0].Extra)
	}
}

func FuzzParseLedger(f *testing.F) {
	f.Add(written)
	f.Add("## 1.\n|a|\n|-|\n|b 001:2-999999999999999999999 |")
	f.Add("## 9.\n- **x** :5")
	f.Fuzz(func(t *testing.T, text string) {
		for _, row := range evaluate.ParseLedger(text) {
			if row.Section == "" || row.Name == "" && len(row.At) == 0 {
				t.Errorf("%+v", row)
			}
		}
	})
}
