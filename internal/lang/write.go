package lang

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	trucewatch "github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/conllu"
)

// WriteConllu writes the sentences as CoNLL-U. The last column gives the kind of
// the sentence's text, the span of the token in bytes and the confidence of its arc.
func WriteConllu(w io.Writer, text string, sentences []trucewatch.Sentence) error {
	trees := make([]conllu.Sentence, len(sentences))
	for i, s := range sentences {
		trees[i] = conllu.Sentence{ID: fmt.Sprint(i + 1), Text: s.Of(text)}
		for j, t := range s.Tokens {
			misc := fmt.Sprintf("Span=%d:%d|Confidence=%.2f", t.Start, t.End, t.Confidence)
			if j == 0 {
				misc = "Kind=" + string(s.Kind) + "|" + misc
			}
			if j+1 < len(s.Tokens) && s.Tokens[j+1].Start == t.End {
				misc += "|SpaceAfter=No"
			}
			trees[i].Words = append(trees[i].Words, conllu.Word{
				Form: t.Form, Lemma: t.Lemma, UPOS: t.UPOS, XPOS: t.XPOS, Rel: t.Rel, Misc: misc, Head: t.Head,
			})
		}
	}
	return conllu.Write(w, trees)
}

// WriteTree draws one sentence as an indented tree: a line for each word, under its
// governor, in the order of the text.
func WriteTree(w io.Writer, s trucewatch.Sentence) error {
	out := bufio.NewWriter(w)
	dependents := make([][]int, len(s.Tokens)+1)
	for i, t := range s.Tokens {
		dependents[t.Head+1] = append(dependents[t.Head+1], i)
	}
	width := 0
	for i := range s.Tokens {
		width = max(width, 2*depth(s.Tokens, i)+len([]rune(s.Tokens[i].Form)))
	}
	var draw func(i int, stem string, last bool)
	draw = func(i int, stem string, last bool) {
		t := s.Tokens[i]
		branch, below := "├ ", "│ "
		if last {
			branch, below = "└ ", "  "
		}
		if t.Head < 0 {
			branch, below = "", ""
		}
		word := stem + branch + t.Form
		pad := strings.Repeat(" ", max(0, width-len([]rune(word))))
		fmt.Fprintf(out, "%s%s  %-5s %-4s %s\n", word, pad, t.UPOS, t.XPOS, t.Rel)
		children := dependents[i+1]
		for k, child := range children {
			draw(child, stem+below, k == len(children)-1)
		}
	}
	for _, root := range dependents[0] {
		draw(root, "", true)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing tree: %w", err)
	}
	return nil
}

func depth(tokens []trucewatch.Token, i int) int {
	path := []int{i}
	for tokens[i].Head >= 0 && !slices.Contains(path, tokens[i].Head) {
		i = tokens[i].Head
		path = append(path, i)
	}
	return len(path) - 1
}
