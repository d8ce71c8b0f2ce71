// Package split cuts a report into sentences and tokens, in the convention of UD
// English-EWT, and tells prose from captions, bylines, posts and page furniture.
//
// Spans are exact: text[Start:End] is the Form of every token. Any bytes are
// accepted, and the time is linear in their number.
package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	trucewatch "github.com/trucewatch/trucewatch"
)

// MaxTokens is the length at which a sentence is cut even where none ends, so that
// what comes after takes bounded time.
const MaxTokens = 200

// Split returns the sentences of text in order, with their kinds and with tokens
// that have a span and a form only. A line break always ends a sentence. Cut holds
// the sentences, by index, that were ended for their length alone.
func Split(text string) (sentences []trucewatch.Sentence, cut []int) {
	l := lexer{text: text}
	for start := 0; start < len(text); {
		end := start + lineLength(text[start:])
		spans := l.tokens(start, end)
		for len(spans) > 0 {
			n := boundary(text, spans)
			if n > MaxTokens {
				n = quietCut(text, spans)
				cut = append(cut, len(sentences))
			}
			sentences = append(sentences, sentenceOf(text, spans[:n]))
			spans = spans[n:]
		}
		start = end + breakLength(text[end:])
	}
	assignKinds(text, sentences)
	return sentences, cut
}

func sentenceOf(text string, spans []trucewatch.Span) trucewatch.Sentence {
	s := trucewatch.Sentence{
		Span:   trucewatch.Span{Start: spans[0].Start, End: spans[len(spans)-1].End},
		Tokens: make([]trucewatch.Token, len(spans)),
	}
	for i, span := range spans {
		s.Tokens[i] = trucewatch.Token{Span: span, Form: span.Of(text), Head: -1}
	}
	return s
}

func isBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == '\f' || r == '\v' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

func lineLength(s string) int {
	if i := strings.IndexFunc(s, isBreak); i >= 0 {
		return i
	}
	return len(s)
}

func breakLength(s string) int {
	_, size := utf8.DecodeRuneInString(s)
	return size
}

// quietCut looks for punctuation to end an overlong sentence at.
func quietCut(text string, spans []trucewatch.Span) int {
	for n := MaxTokens; n > MaxTokens/2; n-- {
		switch spans[n-1].Of(text) {
		case ",", ";", ":", "-", "–", "—", "|":
			return n
		}
	}
	return MaxTokens
}

// boundary returns how many of the tokens make up the first sentence. It looks no
// further than it must to see that the sentence is too long.
func boundary(text string, spans []trucewatch.Span) int {
	b := bounds{text: text, spans: spans}
	for i := range spans {
		if i > MaxTokens {
			return i
		}
		if !b.endsAt(i) {
			continue
		}
		last := b.closers(i)
		if last+1 >= len(spans) {
			return len(spans)
		}
		if b.divides(i, last+1) {
			return last + 1
		}
	}
	return len(spans)
}

type bounds struct {
	text  string
	spans []trucewatch.Span
}

func (b *bounds) form(i int) string {
	if i < 0 || i >= len(b.spans) {
		return ""
	}
	return b.spans[i].Of(b.text)
}

// spaced reports whether a space stands before token i.
func (b *bounds) spaced(i int) bool { return i == 0 || b.spans[i-1].End < b.spans[i].Start }

// endsAt reports whether token i can end a sentence.
func (b *bounds) endsAt(i int) bool {
	form := b.form(i)
	switch {
	case form == "." || form == "…" || form == "。" || form == "؟" || form == "۔":
		return true
	case strings.Trim(form, "!?") == "" || strings.Trim(form, ".") == "":
		return true
	}
	return strings.HasSuffix(form, ".") && len(form) > 1
}

const mostClosers = 8

// closers returns the last of the quotes and brackets that close right behind i.
func (b *bounds) closers(i int) int {
	for limit := i + mostClosers; i+1 < min(limit, len(b.spans)); {
		switch form := b.form(i + 1); form {
		case ")", "]", "}", "”", "’", "»", "''", "’’":
			if b.spaced(i+1) && (form == "]" || form == ")" || form == "’") {
				return i
			}
		case `"`, "'":
			if b.spaced(i+1) && !b.closesQuote(i+1) {
				return i
			}
		case "!", "?", "…":
			if b.spaced(i + 1) {
				return i
			}
		default:
			return i
		}
		i++
	}
	return i
}

// closesQuote reports whether a straight quote with a space before it closes: then
// an odd number of its kind stands before it, and a space or nothing after.
func (b *bounds) closesQuote(i int) bool {
	if i+1 < len(b.spans) && !b.spaced(i+1) {
		return false
	}
	count := 0
	for j := range i {
		if b.form(j) == b.form(i) {
			count++
		}
	}
	return count%2 == 1
}

// divides reports whether a sentence that may end at token i really does, with
// the next beginning at token next.
func (b *bounds) divides(i, next int) bool {
	form := b.form(i)
	start := b.opened(next)
	first, _ := utf8.DecodeRuneInString(b.form(start))
	if !b.spaced(next) {
		return b.gluedDivides(i, next, first)
	}
	capital := unicode.IsUpper(first) || unicode.IsTitle(first) || unicode.Is(unicode.Lo, first)
	if len(form) > 1 && strings.HasSuffix(form, ".") && strings.Trim(form, ".") != "" {
		return b.abbreviationDivides(i, next, start)
	}
	switch {
	case unicode.IsLower(first):
		return b.isParticle(start) && (form == "." || form == "!" || form == "?")
	case strings.Trim(form, "!?") == "" && next > i+1 && b.attributed(next):
		return false
	case strings.Trim(form, ".…") == "" && form != ".":
		return capital || start > next
	}
	return true
}

// opened skips opening quotes and brackets.
func (b *bounds) opened(i int) int {
	for limit := i + mostClosers; i+1 < min(limit, len(b.spans)); {
		switch b.form(i) {
		case `"`, "'", "“", "‘", "«", "(", "[", "``", "''", "-", "–", "—", "•", "*", ">":
			i++
			continue
		}
		return i
	}
	return i
}

// gluedDivides is for text whose space after the full stop was lost.
func (b *bounds) gluedDivides(i, next int, first rune) bool {
	if b.form(i) != "." && b.form(i) != "?" && b.form(i) != "!" || i == 0 {
		return false
	}
	word := b.form(i - 1)
	last, _ := utf8.DecodeLastRuneInString(word)
	switch b.form(next) {
	case "“":
		return unicode.IsLower(last)
	}
	return unicode.IsUpper(first) && unicode.IsLower(last) && len(word) > 1 && next == i+1 && len(b.form(next)) > 1
}

// abbreviationDivides decides after an abbreviation, whose full stop may also be
// the sentence's.
func (b *bounds) abbreviationDivides(i, next, start int) bool {
	word := strings.TrimSuffix(b.form(i), ".")
	if isTitle(word) {
		return false
	}
	if utf8.RuneCountInString(word) == 1 {
		// An initial, unless the letter is a name by itself ("Plan B.").
		return startsSentence(b.form(start)) && b.form(start) != "A" && i > 0 && !b.nameBefore(i)
	}
	if next > i+1 {
		return startsSentence(b.form(start)) || start > next
	}
	first, _ := utf8.DecodeRuneInString(b.form(start))
	return startsSentence(b.form(start)) || start > next && unicode.IsUpper(first) && (b.form(next) == "“" || b.form(next) == `"`)
}

func (b *bounds) nameBefore(i int) bool {
	r, _ := utf8.DecodeRuneInString(b.form(i - 1))
	return unicode.IsUpper(r)
}

// isParticle sees names that begin with a small letter: "al-Sharaa".
func (b *bounds) isParticle(i int) bool {
	switch b.form(i) {
	case "al", "el", "ash", "as", "an", "ad", "ar":
		return isHyphen([]rune(b.form(i+1) + " ")[0]) && !b.spaced(i+1)
	}
	return false
}

// attributed reports whether what follows a quoted question or exclamation names
// its speaker, as in `"Why?" Smith asked`.
func (b *bounds) attributed(next int) bool {
	for i := next; i < min(next+5, len(b.spans)); i++ {
		switch b.form(i) {
		case "said", "asked", "says", "asks", "told", "added", "wrote", "tweeted", "shouted", "cried", "replied", "exclaimed", "wondered":
			return i > next
		case ",", ".", ":":
			return false
		}
	}
	return false
}
