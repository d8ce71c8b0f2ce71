package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	trucewatch "github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang"
	"github.com/trucewatch/trucewatch/internal/lang/conllu"
)

// goldSentence is one entry of a report's sentence file; positions are code points.
type goldSentence struct {
	Start, End int
	Text       string
}

func sentenceFile(path string) ([]goldSentence, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading sentences: %w", err)
	}
	var list []goldSentence
	if err := json.Unmarshal(b, &list); err != nil {
		return nil, fmt.Errorf("reading sentences of %s: %w", path, err)
	}
	return list, nil
}

// boundaries measures sentence ends on all reports.
func (f figures) boundaries(shared string) error {
	paths, err := filepath.Glob(shared + "/reports/*/*.txt")
	if err != nil {
		return fmt.Errorf("finding reports under %s: %w", shared, err)
	}
	var score conllu.Score
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("reading report: %w", err)
		}
		text := string(b)
		gold, err := sentenceFile(strings.TrimSuffix(path, ".txt") + ".sents.json")
		if err != nil {
			return err
		}
		right := map[[2]int]bool{}
		for _, g := range gold {
			right[[2]int{g.Start, g.End}] = true
		}
		score.Gold += len(gold)
		for _, s := range lang.Split(text) {
			score.System++
			points := [2]int{utf8.RuneCountInString(text[:s.Start]), utf8.RuneCountInString(text[:s.End])}
			if right[points] {
				score.Right++
			}
		}
	}
	f["reports: sentence boundaries F1"] = score.F1()
	return nil
}

// relation is one line of keyrel.txt.
type relation struct {
	article, sentence int
	dependent         string
	heads, rels       []string
}

// relations measures the hand-made relations of the seed reports.
func (f figures) relations(analyser *lang.Analyser, shared string) error {
	list, err := keyRelations(shared + "/gold/relations/keyrel.txt")
	if err != nil {
		return err
	}
	files, err := filepath.Glob(shared + "/reports/seeds/*.sents.json")
	if err != nil {
		return fmt.Errorf("finding seed reports under %s: %w", shared, err)
	}
	trees := make([][]trucewatch.Sentence, len(files))
	for i, file := range files {
		gold, err := sentenceFile(file)
		if err != nil {
			return err
		}
		for _, g := range gold {
			parts := analyser.Sentences(g.Text)
			trees[i] = append(trees[i], parts[0])
		}
	}
	heads, both := 0, 0
	for _, r := range list {
		if r.article >= len(trees) || r.sentence >= len(trees[r.article]) {
			return fmt.Errorf("finding sentence %d.%d: not there", r.article, r.sentence)
		}
		head, whole := r.judge(trees[r.article][r.sentence].Tokens)
		if head {
			heads++
		}
		if whole {
			both++
		} else if os.Getenv("KEYREL") != "" {
			fmt.Printf("  wrong: %d.%d %s <- %v %v\n", r.article, r.sentence, r.dependent, r.heads, r.rels)
		}
	}
	f["keyrel: head and relation"] = 100 * float64(both) / float64(len(list))
	f["keyrel: head"] = 100 * float64(heads) / float64(len(list))
	return nil
}

func keyRelations(path string) ([]relation, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading relations: %w", err)
	}
	var list []relation
	for line := range strings.Lines(string(b)) {
		c := strings.Split(strings.TrimSpace(line), "|")
		if len(c) != 5 {
			return nil, fmt.Errorf("reading relation %q: %d columns, want 5", line, len(c))
		}
		article, sentence, _ := strings.Cut(c[0], ".")
		r := relation{dependent: c[1], heads: strings.Split(c[2], ","), rels: strings.Split(c[3], ",")}
		if r.article, err = strconv.Atoi(article); err == nil {
			r.sentence, err = strconv.Atoi(sentence)
		}
		if err != nil {
			return nil, fmt.Errorf("reading relation %q: %w", line, err)
		}
		list = append(list, r)
	}
	return list, nil
}

// judge tells whether the tree has the relation: the head right, and the head and
// the relation right. A clause that is said counts as found too where the tree
// hangs the verb of saying on it as parataxis, the treebank's own way for "…, X said".
func (r *relation) judge(tokens []trucewatch.Token) (head, both bool) {
	dependent := find(tokens, r.dependent)
	if dependent < 0 {
		return false, false
	}
	d := tokens[dependent]
	for _, name := range r.heads {
		if name == "ROOT" {
			return d.Head < 0, d.Head < 0
		}
		governor := find(tokens, name)
		if governor < 0 {
			continue
		}
		if d.Head == governor {
			return true, slices.ContainsFunc(r.rels, func(rel string) bool { return alike(rel, d.Rel) })
		}
		if slices.Contains(r.rels, "ccomp") && tokens[governor].Head == dependent && tokens[governor].Rel == "parataxis" {
			return true, true
		}
	}
	return false, false
}

// find returns the index of a word written "form" or "form#2" for its second use.
func find(tokens []trucewatch.Token, name string) int {
	form, number, several := strings.Cut(name, "#")
	left := 1
	if several {
		if n, err := strconv.Atoi(number); err == nil {
			left = n
		}
	}
	for i, t := range tokens {
		if t.Form == form {
			if left--; left == 0 {
				return i
			}
		}
	}
	return -1
}

// alike compares relations; of the subtypes only the passive and the agent count.
func alike(want, got string) bool {
	a, subA, _ := strings.Cut(want, ":")
	b, subB, _ := strings.Cut(got, ":")
	return a == b && (subA == "pass") == (subB == "pass")
}
