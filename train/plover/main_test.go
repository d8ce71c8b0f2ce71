package main

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/app"
)

// own are sentences in the form of the set, with classes that nobody would dispute.
const own = `gold_root	sentence_id	marked_sentence	source	target	root_L2
ASSAULT	1	<s>Israel</s> shelled <t>Lebanon</t> on Monday.	Israel	Lebanon	ASSAULT
YIELD	2	<s>Turkish</s> troops withdrew from <t>Syria</t> on Friday.	Turkish	Syria	MOBILIZE
CONSULT	3	"The foreign minister of <s>Egypt</s>, the ""dean"" of the league, met officials of <t>Jordan</t>."	Egypt	Jordan	CONSULT
REJECT	4	<s>Iran</s> refused to withdraw its forces from <t>Iraq</t>.	Iran	Iraq	REJECT
THREATEN	5	<t>Kuwait</t> said <s>Iraq</s> will impose a blockade on it.	Iraq	Kuwait	COERCE
AID	6	Rain fell on <s>Sudan</s> and <t>Chad</t>.	Sudan	Chad	AID
`

func TestRun(t *testing.T) {
	var out bytes.Buffer
	if err := run(strings.NewReader(own), "full", &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"6 pairs", "Trucewatch ", "by type alone", "on the same pairs", "Zero-Shot PLOVER 1", "any event in the sentence       0.833"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in:\n%s", want, out.String())
		}
	}
}

func TestCode(t *testing.T) {
	line, err := app.NewLine(app.Full)
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := readPairs(strings.NewReader(own))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []answer{
		{"ASSAULT", "ASSAULT", bothFit},
		{"YIELD", "YIELD", bothFit},
		{"CONSULT", "CONSULT", bothFit},
		{"REJECT", "YIELD", bothFit},
		{"THREATEN", "COERCE", bothFit},
		{none, none, noEvent},
	} {
		got, err := code(line, pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%s: %+v, want %+v", pairs[i].text, got, want)
		}
	}
}

func TestReadPairs(t *testing.T) {
	for name, file := range map[string]string{
		"a column is missing": "sentence_id\tgold_root\n1\tAID\n",
		"no class of the set": "sentence_id\tgold_root\tmarked_sentence\tsource\ttarget\n1\tFIGHT\tA\tB\tC\n",
		"nothing":             "",
		"too few fields":      "sentence_id\tgold_root\tmarked_sentence\tsource\ttarget\n1\tAID\n",
	} {
		if _, err := readPairs(strings.NewReader(file)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	pairs, err := readPairs(strings.NewReader("sentence_id\tgold_root\tmarked_sentence\tsource\ttarget\n1\tAID\t<s>Chad</s>ians à Chad fed Sudanese.\tChad\tSudanese\n"))
	if err != nil {
		t.Fatal(err)
	}
	if p := pairs[0]; len(p.source) != 1 || len(p.target) != 1 || p.target[0] != (trucewatch.Span{Start: 20, End: 28}) {
		t.Errorf("an unmarked target is not found by its words: %+v", pairs[0])
	}
}

func TestUnmark(t *testing.T) {
	text, source, target := unmark("É: <s><t>Chad</t>ian rebels</s> in <t>Chad</t>.")
	if text != "É: Chadian rebels in Chad." || len(source) != 1 || len(target) != 2 ||
		source[0] != (trucewatch.Span{Start: 3, End: 17}) || target[0] != (trucewatch.Span{Start: 3, End: 7}) || target[1] != (trucewatch.Span{Start: 21, End: 25}) {
		t.Errorf("%q %v %v", text, source, target)
	}
}

func TestRootOf(t *testing.T) {
	for _, c := range [][3]string{
		{"RETREAT", "occurred", "YIELD"},
		{"CONCEDE", "ongoing", "YIELD"},
		{"RETREAT", "planned", "AGREE"},
		{"CONSULT", "planned", "AGREE"},
		{"ASSAULT", "planned", "THREATEN"},
		{"REQUEST", "planned", "REQUEST"},
		{"AID", "negated", "REJECT"},
		{"REJECT", "negated", "AGREE"},
		{"SANCTION", "negated", "YIELD"},
		{"COERCE", "proposed", "COERCE"},
	} {
		if got := rootOf(c[0], c[1]); got != c[2] {
			t.Errorf("%s %s: %s, want %s", c[1], c[0], got, c[2])
		}
	}
}

func TestFigures(t *testing.T) {
	counts := tally{{"AID", "AID"}: 3, {"AID", none}: 1, {"AGREE", "AID"}: 1, {"AGREE", "AGREE"}: 1}
	if a := counts.accuracy(); math.Abs(a-4.0/6) > 1e-9 {
		t.Errorf("accuracy %f", a)
	}
	if m := counts.macro([]string{"AID", "AGREE", "CONSULT"}); math.Abs(m-(.75+2.0/3)/2) > 1e-9 {
		t.Errorf("macro F1 %f", m)
	}
	if low, high := wilson(.5, 100); math.Abs(low-.4038) > 1e-3 || math.Abs(high-.5962) > 1e-3 {
		t.Errorf("interval %f to %f", low, high)
	}
	if p := mcnemar(1, 9); math.Abs(p-.021484) > 1e-5 {
		t.Errorf("p %f", p)
	}
	if p := mcnemar(5, 5); p != 1 {
		t.Errorf("p %f", p)
	}
}
