package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/conllu"
	"github.com/trucewatch/trucewatch/internal/lang/names"
	"github.com/trucewatch/trucewatch/train/treebank"
)

func readAll(data string) ([]names.Example, error) {
	gum, err := treebank.Training(filepath.Join(data, "treebanks"))
	if err != nil {
		return nil, err
	}
	var all []names.Example
	all = append(all, fromGUM(gum)...)
	for _, source := range []struct {
		file     string
		first    int
		sentence func(line string) (word, tag string)
	}{
		{"uner-dev.iob2.xz", 100000, func(line string) (string, string) { return field(line, 1), field(line, 2) }},
		{"wikigold.conll.txt.xz", 200000, func(line string) (string, string) { return field(line, 0), field(line, 1) }},
	} {
		examples, err := fromColumns(filepath.Join(data, "ner", source.file), source.first, source.sentence)
		if err != nil {
			return nil, err
		}
		all = append(all, examples...)
	}
	return all, nil
}

func field(line string, n int) string {
	f := strings.Fields(line)
	if n >= len(f) {
		return ""
	}
	return f[n]
}

// row is a sentence as words with IOB tags.
type row struct {
	words []string
	glue  []bool // no space before the word
	tags  []string
}

func (r row) example(document int) names.Example {
	e := names.Example{Document: document}
	var text strings.Builder
	start := -1
	kind := ""
	end := func(at int) {
		if start >= 0 {
			e.Names = append(e.Names, marked(text.String(), start, at, kind))
		}
		start = -1
	}
	for i, w := range r.words {
		before := text.Len()
		if i > 0 && !r.glue[i] {
			text.WriteByte(' ')
		}
		tag := r.tags[i]
		goesOn := strings.HasPrefix(tag, "I-") && start >= 0 && tag[2:] == kind
		if !goesOn {
			end(before)
			if tag != "O" && tag != "" {
				start, kind = text.Len(), tag[2:]
			}
		}
		text.WriteString(w)
	}
	end(text.Len())
	e.Text = text.String()
	kept := e.Names[:0]
	for _, n := range e.Names {
		if n.Kind != "" && n.Start < n.End {
			kept = append(kept, n)
		}
	}
	e.Names = kept
	return e
}

// marked trims what the annotation guide leaves out of a name.
func marked(text string, start, end int, kind string) names.ExampleName {
	n := names.ExampleName{Span: trucewatch.Span{Start: start, End: end}}
	switch kind {
	case "PER", "person":
		n.Kind = trucewatch.Person
	case "ORG", "organization":
		n.Kind = trucewatch.Organization
	case "LOC", "place":
		n.Kind = trucewatch.PlaceKind
	}
	for _, ending := range []string{"'s", "’s", " 's"} {
		if strings.HasSuffix(text[n.Start:n.End], ending) {
			n.End -= len(ending)
		}
	}
	for n.Start < n.End {
		word, rest, ok := strings.Cut(text[n.Start:n.End], " ")
		if !ok || word != "the" && (n.Kind != trucewatch.Person || !isTitle(word)) {
			break
		}
		n.Start = n.End - len(rest)
	}
	return n
}

func isTitle(word string) bool {
	switch strings.TrimSuffix(strings.ToLower(word), ".") {
	case "president", "mr", "mrs", "ms", "dr", "sir", "king", "queen", "prime", "minister", "judge", "justice", "general", "gen", "senator", "sen",
		"professor", "prof", "lord", "lady", "captain", "capt", "col", "colonel", "secretary", "chancellor", "governor", "gov", "pope", "prince", "princess", "saint", "rep", "lt", "sgt", "rev",
		"administrator", "ambassador", "director", "chairman", "chairwoman", "chair", "mayor", "mp", "ceo", "spokesman", "spokeswoman", "spokesperson", "bishop", "archbishop",
		"emperor", "empress", "duke", "duchess", "sheikh", "rabbi", "imam", "commissioner", "congressman", "congresswoman", "representative", "speaker", "major", "maj", "commander",
		"coach", "detective", "officer", "admiral", "marshal", "premier", "attorney", "republican", "democrat", "editor", "founder", "leader", "head", "chief", "miss", "madam", "dame":
		return true
	}
	return false
}

// fromColumns reads a file with one word and its tag per line. Documents are
// those that the file tells, or else every 25 sentences.
func fromColumns(path string, document int, parse func(string) (string, string)) ([]names.Example, error) {
	text, err := exec.CommandContext(context.Background(), "xz", "-dc", path).Output()
	if err != nil {
		return nil, fmt.Errorf("unpacking %s: %w", path, err)
	}
	var out []names.Example
	var r row
	told := bytes.Contains(text, []byte("# newdoc"))
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "# newdoc"):
			document++
		case strings.HasPrefix(line, "# "):
		case strings.TrimSpace(line) == "":
			if len(r.words) > 0 {
				out = append(out, r.example(document))
			}
			r = row{}
			if !told && len(out)%25 == 0 {
				document++
			}
		default:
			word, tag := parse(line)
			r.glue = append(r.glue, glues(r.words, word))
			r.words = append(r.words, word)
			r.tags = append(r.tags, tag)
		}
	}
	return out, lines.Err()
}

// glues tells whether a word stands without a space behind the one before it.
func glues(before []string, word string) bool {
	if len(before) == 0 {
		return true
	}
	last := before[len(before)-1]
	switch word {
	case ",", ".", ";", ":", "?", "!", ")", "]", "%", "'s", "’s", "n't", "'", "-":
		return true
	}
	return last == "(" || last == "[" || last == "$" || last == "-"
}

// span is a mention of GUM: words [from, to], kind and the word it hangs on.
type span struct {
	from, to, head int
	kind           string
}

// fromGUM takes the named mentions of GUM: those whose head is a proper noun,
// narrowed to the run of proper nouns around it.
func fromGUM(sentences []conllu.Sentence) []names.Example {
	var out []names.Example
	document, last := 0, ""
	for _, s := range sentences {
		if !strings.HasPrefix(s.ID, "GUM_") {
			continue
		}
		name := s.ID[:strings.LastIndex(s.ID, "-")]
		if name != last {
			document++
			last = name
		}
		r := row{}
		for i, w := range s.Words {
			r.words = append(r.words, w.Form)
			r.tags = append(r.tags, "O")
			r.glue = append(r.glue, i > 0 && (strings.Contains(s.Words[i-1].Misc, "SpaceAfter=No") || s.Words[i-1].Surface == w.Surface))
		}
		spans := mentions(s.Words)
		sort.SliceStable(spans, func(a, b int) bool { return spans[a].to-spans[a].from > spans[b].to-spans[b].from })
		for _, m := range spans {
			mark(s.Words, m, r.tags)
		}
		out = append(out, r.example(document))
	}
	return out
}

// opened is a bracket of GUM that is not closed yet.
type opened struct {
	at     int
	fields []string
}

// brackets is what was read of a sentence's mentions so far.
type brackets struct {
	stack []opened
	spans []span
}

// mentions reads the brackets of MISC Entity=.
func mentions(words []conllu.Word) []span {
	var b brackets
	for i, w := range words {
		for part := range strings.SplitSeq(w.Misc, "|") {
			if rest, ok := strings.CutPrefix(part, "Entity="); ok {
				b.read(rest, i)
			}
		}
	}
	return b.spans
}

// read takes one word's brackets: "(id-kind-…" opens, "id)" closes, "(id-kind-…)" does both.
func (b *brackets) read(rest string, i int) {
	for rest != "" {
		if rest[0] != '(' {
			id, after, found := strings.Cut(rest, ")")
			if found {
				b.close(id, i)
			}
			rest = after
			continue
		}
		n := strings.IndexAny(rest[1:], "()")
		if n < 0 {
			n = len(rest) - 1
		}
		o := opened{i, strings.Split(rest[1:1+n], "-")}
		rest = rest[1+n:]
		if after, single := strings.CutPrefix(rest, ")"); single {
			rest = after
			b.spans = append(b.spans, newSpan(o.at, i, o.fields))
		} else {
			b.stack = append(b.stack, o)
		}
	}
}

func (b *brackets) close(id string, i int) {
	for q, o := range slices.Backward(b.stack) {
		if o.fields[0] == id {
			b.spans = append(b.spans, newSpan(o.at, i, o.fields))
			b.stack = append(b.stack[:q], b.stack[q+1:]...)
			return
		}
	}
}

func newSpan(from, to int, fields []string) span {
	m := span{from: from, to: to, head: from}
	if len(fields) > 1 {
		m.kind = fields[1]
	}
	if len(fields) > 5 {
		first, _, _ := strings.Cut(fields[5], ",")
		if n, err := strconv.Atoi(first); err == nil && n > 0 {
			m.head = from + n - 1
		}
	}
	return m
}

// mark writes the tags of a mention that is a name and not inside a longer one.
func mark(words []conllu.Word, m span, tags []string) {
	if m.kind != "person" && m.kind != "place" && m.kind != "organization" || m.head > m.to || words[m.head].UPOS != "PROPN" {
		return
	}
	from, to := m.head, m.head
	for from > m.from && partBefore(words, from-1, m.from) {
		from--
	}
	for to < m.to && partAfter(words, to+1, m.to, m.kind) {
		to++
	}
	if !capital(words[to].Form) && strings.ToLower(words[to].Form) == words[to].Form {
		return
	}
	if m.kind == "person" {
		from = behindTitles(words, from, to)
	}
	for i := from; i <= to; i++ {
		if tags[i] != "O" {
			return
		}
	}
	if from > to {
		return
	}
	tags[from] = "B-" + m.kind
	for i := from + 1; i <= to; i++ {
		tags[i] = "I-" + m.kind
	}
}

// behindTitles returns the first word behind the last title in a person's span,
// which is beyond the span where it is an office and no name.
func behindTitles(words []conllu.Word, from, to int) int {
	for i := to; i >= from; i-- {
		if isTitle(words[i].Form) {
			return i + 1
		}
	}
	return from
}

func proper(w conllu.Word) bool { return w.UPOS == "PROPN" }

func partBefore(words []conllu.Word, i, first int) bool {
	w := words[i]
	switch {
	case proper(w), w.UPOS == "ADJ" && capital(w.Form):
		return true
	case w.Form == "-" || w.Form == "of" || w.Form == "'s":
		return i-1 >= first && proper(words[i-1])
	}
	return false
}

func partAfter(words []conllu.Word, i, last int, kind string) bool {
	w := words[i]
	if proper(w) {
		return true
	}
	switch w.Form {
	case "-", "of", "the", "for":
	case "and":
		if kind != "organization" {
			return false
		}
	default:
		return false
	}
	if i+1 > last {
		return false
	}
	return proper(words[i+1]) || words[i+1].Form == "the" && i+2 <= last && proper(words[i+2])
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
