package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/names"
	"github.com/trucewatch/trucewatch/train/treebank"
)

// measure prints how the whole finder does on test sets it has not learnt from.
// Peoples are left out: no set marks them.
func measure(finder *names.Finder, data string) error {
	uner, err := fromColumns(filepath.Join(data, "ner", "uner-test.iob2.xz"), 0, func(line string) (string, string) { return field(line, 1), field(line, 2) })
	if err != nil {
		return err
	}
	trees, err := treebank.Open(filepath.Join(data, "treebanks"), "en_gum-test")
	if err != nil {
		return err
	}
	news := trees[:0:0]
	for _, s := range trees {
		if strings.HasPrefix(s.ID, "GUM_news_") || strings.HasPrefix(s.ID, "GUM_interview_") {
			news = append(news, s)
		}
	}
	for _, set := range []struct {
		name     string
		examples []names.Example
	}{{"UNER English-EWT test", uner}, {"GUM test", fromGUM(trees)}, {"GUM test, news and interviews", fromGUM(news)}} {
		right, found, marked := score(finder, set.examples)
		fmt.Printf("%s: precision %.1f, recall %.1f, F1 %.1f (%d names)\n", set.name,
			100*float64(right)/float64(found), 100*float64(right)/float64(marked), 200*float64(right)/float64(found+marked), marked)
	}
	return nil
}

func score(finder *names.Finder, examples []names.Example) (right, found, marked int) {
	for i := 0; i < len(examples); {
		var text strings.Builder
		var sentences []trucewatch.Sentence
		want := map[trucewatch.Span]trucewatch.MentionKind{}
		document := examples[i].Document
		for ; i < len(examples) && examples[i].Document == document; i++ {
			start := text.Len()
			text.WriteString(examples[i].Text)
			sentences = append(sentences, trucewatch.Sentence{Span: trucewatch.Span{Start: start, End: text.Len()}})
			for _, n := range examples[i].Names {
				want[trucewatch.Span{Start: start + n.Start, End: start + n.End}] = n.Kind
			}
			text.WriteByte('\n')
		}
		marked += len(want)
		for _, m := range finder.Find(text.String(), sentences) {
			if m.Kind == trucewatch.People {
				continue
			}
			found++
			if want[m.Span] == m.Kind {
				right++
			}
		}
	}
	return right, found, marked
}
