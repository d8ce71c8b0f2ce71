package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// The two reports of a truce that the packs know; what they tell is made up.
const (
	truce = `Israel and Syria observed the Suwayda ceasefire on 2 August 2025, a monitor said. Syria accused Israel of shelling a village near Suwayda on 3 August 2025. Israel denied shelling it.

Syrian and Israeli officials met in Paris on 5 August 2025 to discuss the ceasefire. The two sides agreed to continue talks.`
	corridor = `Israel proposed a humanitarian corridor to Suwayda on 6 August 2025. Syria rejected the idea.

At least 20 people were killed when Bedouin tribes attacked Druze fighters in Suwayda on 4 August 2025, a hospital said.`
)

// truceProject reads the two reports into a project.
func truceProject(t *testing.T) {
	t.Helper()
	reports := project(t)
	write(t, filepath.Join(reports, "truce.txt"), truce)
	write(t, filepath.Join(reports, "truce.meta.json"), `{"outlet": "Hill Post", "date": "2025-08-06"}`)
	write(t, filepath.Join(reports, "corridor.txt"), corridor)
	write(t, filepath.Join(reports, "corridor.meta.json"), `{"outlet": "Plain Herald", "date": "2025-08-07"}`)
	must(t, exitOK, "read", "--quiet", reports)
}

func TestLedger(t *testing.T) {
	truceProject(t)
	all := must(t, exitOK, "ledger").out
	wants(t, all, "TALKS", "AGREEMENTS AND CEASEFIRES", "INCIDENTS", "TOLLS", "ALLEGATIONS", "Suwayda ceasefire", "Next: trucewatch status ")
	o := must(t, exitOK, "ledger", "--talks", "--since", "2025-08-01", "--party", "Syria").out
	wants(t, o, "talks only", "since 1 Aug 2025", "with Syria", "Paris", "Hill Post")
	for _, no := range []string{"Ilse Maren", "TOLLS", "AGREEMENTS"} {
		if strings.Contains(o, no) {
			t.Errorf("%q is in\n%s", no, o)
		}
	}
	wants(t, must(t, exitOK, "ledger", "--access", "--since", "2040-01-01", "--party", "Syria").out, "Nothing fits", "Next: trucewatch ledger")
}

func TestLedgerJSON(t *testing.T) {
	truceProject(t)
	got := decode[struct {
		Talks  []record.Talks
		Access []record.Access
		Tolls  []record.Toll
	}](t, must(t, exitOK, "ledger", "--json", "--talks", "--tolls").out)
	if len(got.Talks) == 0 || len(got.Tolls) == 0 || got.Access != nil {
		t.Errorf("%+v", got)
	}
	all := decode[map[string]any](t, must(t, exitOK, "ledger", "--json").out)
	for _, s := range ledgerSections() {
		if _, ok := all[s[0]]; !ok {
			t.Errorf("no key %q", s[0])
		}
	}
}

func TestLedgerMistakes(t *testing.T) {
	truceProject(t)
	wants(t, must(t, exitUsage, "ledger", "--since", "yesterday").err, `"yesterday" is no day`, "2025-08-19")
	wants(t, must(t, exitUsage, "ledger", "talks").err, "choose sections with flags")
	wants(t, must(t, exitFailure, "ledger", "--party", "Atlantis").err, "--party", `no actor "Atlantis"`, "nearest")
	wants(t, must(t, exitOK, "ledger", "--help").out, "--talks", "--allegations", "Nothing in it is a ruling")
}

func TestStatus(t *testing.T) {
	truceProject(t)
	o := must(t, exitOK, "status", "suwayda", "ceasefire").out
	wants(t, o, "Suwayda ceasefire, July 2025", "in force?", "who says else", "last breach", "its answer", "compliance", "last talks", "next talks", "tolls", "access", "Hill Post, sentence ")
	lines := decode[struct {
		Agreement string
		Lines     []view.Answer
	}](t, must(t, exitOK, "status", "--json", "suwayda-2025").out)
	if lines.Agreement != "suwayda-2025" || len(lines.Lines) != 10 {
		t.Fatalf("%+v", lines)
	}
	sourced := 0
	for _, l := range lines.Lines {
		if l.Label == "" || l.Text == "" {
			t.Errorf("a line without words: %+v", l)
		}
		if l.Report != "" {
			sourced++
			if l.Sentence < 1 || l.Quote == "" {
				t.Errorf("a report without its sentence: %+v", l)
			}
		}
	}
	if sourced < 5 {
		t.Errorf("only %d lines have a report", sourced)
	}
	wants(t, must(t, exitFailure, "status", "atlantis").err, `no agreement "atlantis"`, "suwayda-2025")
	wants(t, must(t, exitUsage, "status").err, "give the id of an agreement")
}

func TestStatusOfNothing(t *testing.T) {
	project(t)
	wants(t, must(t, exitFailure, "status", "suwayda").err, "the reports read so far speak of none")
}

func TestSituation(t *testing.T) {
	project(t) // its reports are of no theatre; they are not read here
	reports := filepath.Join(t.TempDir(), "reports")
	write(t, filepath.Join(reports, "truce.txt"), truce)
	wants(t, must(t, exitOK, "read", reports).out, "syria-israel · guessed: 1 of 1 reports name")
	if o := must(t, exitOK, "read", "--situation", "none", reports).out; strings.Contains(o, "syria-israel ·") {
		t.Errorf("a situation in spite of none:\n%s", o)
	}
	if o := must(t, exitOK, "ledger", "--talks").out; strings.Contains(o, "syria-israel ·") {
		t.Errorf("the choice is not remembered:\n%s", o)
	}
	wants(t, must(t, exitOK, "ledger", "--talks", "--situation", "guess").out, "syria-israel · guessed")
	wants(t, must(t, exitOK, "ledger", "--talks", "--situation", "syria-israel").out, "syria-israel · chosen")
	o := must(t, exitUsage, "read", "--situation", "atlantis", reports)
	wants(t, o.err, `no situation "atlantis", there is syria-israel, or none for none, or guess`)
	r := kept(t)
	if r.Situation != "" || r.SituationWhy == "" {
		t.Errorf("situation %q, %q", r.Situation, r.SituationWhy)
	}
}
