// Package conllu reads and writes trees in the CoNLL-U format of Universal
// Dependencies, and measures trees against a gold standard.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Word is one syntactic word of a treebank. Head is the index of its governor in
// Sentence.Words, -1 for the root.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats, Rel, Misc string
	Head                                      int
	// Surface is the number of the surface token the word belongs to: several words
	// share one where the treebank splits a contraction.
	Surface int
}

// Sentence is one tree of a treebank.
type Sentence struct {
	ID, Text string
	// Document is the identifier of the text the sentence was taken from.
	Document string
	// Paragraph is true for the first sentence of a paragraph.
	Paragraph bool
	Words     []Word
	// Surfaces are the tokens as they stand in the text.
	Surfaces []string
}

const columns = 10

// Read reads all sentences of r. Empty nodes of enhanced graphs are left out.
func Read(r io.Reader) ([]Sentence, error) {
	var sentences []Sentence
	var current reading
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 1<<16), 1<<24)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSuffix(lines.Text(), "\r")
		if line == "" {
			if len(current.Words) > 0 {
				sentences = append(sentences, current.Sentence)
			}
			current = reading{Sentence: Sentence{Document: current.Document}}
			continue
		}
		if err := current.line(line); err != nil {
			return nil, fmt.Errorf("reading CoNLL-U line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading CoNLL-U: %w", err)
	}
	if len(current.Words) > 0 {
		sentences = append(sentences, current.Sentence)
	}
	return sentences, nil
}

// reading is a sentence with the last word number of the surface token being read.
type reading struct {
	Sentence
	until int
}

func (s *reading) line(line string) error {
	if line[0] == '#' {
		key, value, _ := strings.Cut(strings.TrimPrefix(line, "#"), "=")
		value = strings.TrimSpace(value)
		switch strings.TrimSpace(key) {
		case "text":
			s.Text = value
		case "sent_id":
			s.ID = value
		case "newdoc id":
			s.Document, s.Paragraph = value, true
		case "newpar", "newpar id":
			s.Paragraph = true
		}
		return nil
	}
	c := strings.Split(line, "\t")
	if len(c) != columns {
		return fmt.Errorf("%d columns, want %d", len(c), columns)
	}
	if strings.Contains(c[0], ".") {
		return nil
	}
	if _, last, many := strings.Cut(c[0], "-"); many {
		until, err := strconv.Atoi(last)
		if err != nil {
			return fmt.Errorf("range %q: %w", c[0], err)
		}
		s.until = until
		s.Surfaces = append(s.Surfaces, c[1])
		return nil
	}
	head, err := strconv.Atoi(c[6])
	if err != nil {
		return fmt.Errorf("head %q: %w", c[6], err)
	}
	number := len(s.Words) + 1
	if c[0] != strconv.Itoa(number) {
		return fmt.Errorf("word number %q, want %d", c[0], number)
	}
	if number > s.until {
		s.Surfaces = append(s.Surfaces, c[1])
	}
	s.Words = append(s.Words, Word{
		Form: c[1], Lemma: c[2], UPOS: c[3], XPOS: c[4], Feats: c[5], Rel: c[7], Misc: c[9],
		Head: head - 1, Surface: len(s.Surfaces) - 1,
	})
	return nil
}

// Write writes the sentences with their identifiers and texts as comments.
func Write(w io.Writer, sentences []Sentence) error {
	out := bufio.NewWriter(w)
	for _, s := range sentences {
		if s.Document != "" {
			fmt.Fprintf(out, "# newdoc id = %s\n", s.Document)
		}
		if s.ID != "" {
			fmt.Fprintf(out, "# sent_id = %s\n", s.ID)
		}
		if s.Text != "" {
			fmt.Fprintf(out, "# text = %s\n", s.Text)
		}
		for i, word := range s.Words {
			fmt.Fprintf(out, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t_\t%s\n", i+1, blank(word.Form), blank(word.Lemma),
				blank(word.UPOS), blank(word.XPOS), blank(word.Feats), word.Head+1, blank(word.Rel), blank(word.Misc))
		}
		fmt.Fprintln(out)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing CoNLL-U: %w", err)
	}
	return nil
}

func blank(s string) string {
	if s == "" {
		return "_"
	}
	return strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(s)
}
