package lang

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

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

// WriteTrees draws all sentences as trees, each under its text.
func WriteTrees(w io.Writer, text string, sentences []trucewatch.Sentence) error {
	for i, s := range sentences {
		if _, err := fmt.Fprintf(w, "%d  %s  %s\n\n", i+1, s.Kind, s.Of(text)); err != nil {
			return fmt.Errorf("writing tree: %w", err)
		}
		if err := WriteTree(w, s); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return fmt.Errorf("writing tree: %w", err)
		}
	}
	return nil
}

// jsonSentence and jsonToken are the shape of WriteJSON.
type jsonSentence struct {
	Start  int         `json:"start"`
	End    int         `json:"end"`
	Kind   string      `json:"kind"`
	Text   string      `json:"text"`
	Tokens []jsonToken `json:"tokens"`
}

type jsonToken struct {
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Form       string  `json:"form"`
	Lemma      string  `json:"lemma"`
	UPOS       string  `json:"upos"`
	XPOS       string  `json:"xpos"`
	Head       int     `json:"head"`
	Rel        string  `json:"rel"`
	Confidence float64 `json:"confidence"`
}

// WriteJSON writes the sentences as a JSON array. Positions are Unicode code points
// of the text; heads are indices into the tokens of the sentence, -1 for the root.
func WriteJSON(w io.Writer, text string, sentences []trucewatch.Sentence) error {
	at, points := 0, 0
	// point counts code points up to a byte offset; offsets come in ascending order.
	point := func(offset int) int {
		points += utf8.RuneCountInString(text[at:offset])
		at = offset
		return points
	}
	list := make([]jsonSentence, len(sentences))
	for i, s := range sentences {
		out := jsonSentence{Kind: string(s.Kind), Text: s.Of(text), Tokens: make([]jsonToken, len(s.Tokens))}
		for j, t := range s.Tokens {
			out.Tokens[j] = jsonToken{
				Start: point(t.Start), End: point(t.End), Form: t.Form, Lemma: t.Lemma, UPOS: t.UPOS, XPOS: t.XPOS,
				Head: t.Head, Rel: t.Rel, Confidence: t.Confidence,
			}
		}
		out.Start, out.End = out.Tokens[0].Start, out.Tokens[len(out.Tokens)-1].End
		list[i] = out
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(list); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	return nil
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
