package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	trucewatch "github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/lang/conllu"
	"github.com/trucewatch/trucewatch/internal/lang/names"
	"github.com/trucewatch/trucewatch/packs"
)

// goldNames is what a hand-coded report says of names: the K-th place where the
// sentence S has the words Q.
type goldNames struct {
	Report string
	Names  []struct {
		S, K    int
		Q, Kind string
	}
}

// names measures exact spans with their kinds in each folder of hand-coded reports.
func (f figures) names(shared string) error {
	finder, err := names.Load(packs.FS)
	if err != nil {
		return err
	}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(shared, "gold", folder, "*.json"))
		if err != nil {
			return fmt.Errorf("finding hand-coded reports of %s: %w", folder, err)
		}
		var score conllu.Score
		for _, file := range files {
			if err := scoreNames(&score, finder, filepath.Join(shared, "reports", folder), file); err != nil {
				return err
			}
		}
		f["names: "+folder+" F1"] = score.F1()
	}
	return nil
}

var folders = [...]string{"seeds", "qarah", "breach", "taliban"}

func reportTexts(shared string) ([]string, error) {
	paths, err := filepath.Glob(shared + "/reports/*/*.txt")
	if err != nil {
		return nil, fmt.Errorf("finding reports under %s: %w", shared, err)
	}
	texts := make([]string, len(paths))
	for i, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("reading report: %w", err)
		}
		texts[i] = string(b)
	}
	return texts, nil
}

// scoreNames compares one report; a file without the name of a report is skipped.
func scoreNames(score *conllu.Score, finder *names.Finder, reports, file string) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("reading hand-coded names: %w", err)
	}
	var gold goldNames
	if filepath.Base(file) == "ids.json" {
		return nil
	}
	if err := json.Unmarshal(b, &gold); err != nil {
		return fmt.Errorf("reading hand-coded names of %s: %w", file, err)
	}
	path := filepath.Join(reports, gold.Report)
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("reading report: %w", err)
	}
	sentences, err := sentenceFile(strings.TrimSuffix(path, ".txt") + ".sents.json")
	if err != nil {
		return err
	}
	want, err := gold.spans(sentences)
	if err != nil {
		return fmt.Errorf("reading %s: %w", file, err)
	}
	score.Gold += len(gold.Names)
	for _, m := range finder.Find(string(text), lang.Split(string(text))) {
		score.System++
		points := trucewatch.Span{Start: utf8.RuneCount(text[:m.Start]), End: utf8.RuneCount(text[:m.End])}
		if want[points] == m.Kind {
			score.Right++
		}
	}
	return nil
}

// spans gives the kinds by code points.
func (g *goldNames) spans(sentences []goldSentence) (map[trucewatch.Span]trucewatch.MentionKind, error) {
	out := map[trucewatch.Span]trucewatch.MentionKind{}
	for _, n := range g.Names {
		if n.S >= len(sentences) {
			return nil, fmt.Errorf("finding sentence %d: not there", n.S)
		}
		text, at := sentences[n.S].Text, -1
		for range max(n.K, 1) {
			next := strings.Index(text[at+1:], n.Q)
			if next < 0 {
				return nil, fmt.Errorf("finding %q in sentence %d: not there", n.Q, n.S)
			}
			at += 1 + next
		}
		start := sentences[n.S].Start + utf8.RuneCountInString(text[:at])
		out[trucewatch.Span{Start: start, End: start + utf8.RuneCountInString(n.Q)}] = trucewatch.MentionKind(n.Kind)
	}
	return out, nil
}
