package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// title cleans the title given beside a text, or takes the first line where that
// reads like a headline. The text itself is left as it is.
func (r *Rules) title(d draft, outlet string) string {
	if d.title != "" {
		return r.cleanTitle(d.title, outlet, d.site)
	}
	return headline(d.text)
}

// cleanTitle cuts a title that was written several times in a row, as pages do in
// their title element, and the name of the outlet behind it.
func (r *Rules) cleanTitle(s, outlet, site string) string {
	s = once(oneLine(s))
	for range 3 {
		cut := s
		for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " « ", " · "} {
			i := strings.LastIndex(s, sep)
			if i > 0 && r.isOutlet(s[i+len(sep):], outlet, site) {
				cut = strings.TrimSpace(s[:i])
				break
			}
		}
		if cut == s {
			break
		}
		s = cut
	}
	return s
}

// isOutlet reports whether the tail of a title names the outlet.
func (r *Rules) isOutlet(tail, outlet, site string) bool {
	key := nameKey(tail)
	if key == "" || key == nameKey(outlet) || key == nameKey(site) {
		return true
	}
	_, known := r.byName[key]
	if !known && !strings.Contains(tail, " ") {
		_, known = r.hostIndex(host(tail))
	}
	return known
}

// once returns the first copy of a title that is written more than once. The first
// twenty bytes and the word they end in must come again.
func once(s string) string {
	const least = 20
	if len(s) < 2*least {
		return s
	}
	end := strings.IndexByte(s[least:], ' ')
	if end < 0 {
		return s
	}
	key := s[:least+end]
	if i := strings.Index(s[len(key):], " "+key); i >= 0 {
		return strings.TrimSpace(s[:len(key)+i])
	}
	return s
}

// headline returns the first line of a text if it reads like a headline: four words
// or more, no stop at its end, with a paragraph of prose below it. Otherwise nothing.
func headline(s string) string {
	first, below := "", false
	for l := range strings.Lines(s) {
		if l = strings.TrimSpace(l); l == "" {
			continue
		}
		if first != "" && prose(l) {
			below = true
			break
		}
		if first == "" {
			first = l
		}
	}
	const longest = 160
	n := len(strings.Fields(first))
	last, _ := utf8.DecodeLastRuneInString(first)
	begin, _ := utf8.DecodeRuneInString(first)
	switch {
	case n < 4 || len(first) > longest || !below:
		return ""
	case strings.ContainsRune(".:;,!…", last), strings.ContainsRune(".”\"’", last) && strings.Contains(first, ". "):
		return ""
	case !unicode.IsUpper(begin) && !unicode.IsDigit(begin) && !strings.ContainsRune("‘“'\"", begin):
		return ""
	case strings.Contains(strings.ToLower(first), "photo:") || strings.HasPrefix(first, "By ") || strings.HasPrefix(strings.ToLower(first), "date "):
		return ""
	}
	return oneLine(first)
}

// vote is how often the commonest words of a language stand in a text.
type vote struct {
	count int
	kinds map[string]bool
}

// language counts the commonest words of each language in the first two thousand
// words. It answers only when the best language is clear: at least one word in
// twelve, from at least three different words, and half again as many as the next.
func (r *Rules) language(s string) string {
	const least = 8
	votes, n := r.votes(s)
	best, second := -1, 0
	for i, v := range votes {
		switch {
		case best < 0:
			best = i
		case v.count > votes[best].count:
			best, second = i, votes[best].count
		case v.count > second:
			second = v.count
		}
	}
	if best < 0 || n < least {
		return ""
	}
	v := votes[best]
	if v.count*12 < n || len(v.kinds) < 3 || v.count*2 < second*3 {
		return ""
	}
	return r.tongues[best].code
}

// votes counts for each language, and the words looked at.
func (r *Rules) votes(s string) ([]vote, int) {
	const most, wordBytes = 2000, 12
	votes := make([]vote, len(r.tongues))
	for i := range votes {
		votes[i].kinds = map[string]bool{}
	}
	n := 0
	for w := range strings.FieldsFuncSeq(s[:cut(s, most*wordBytes)], func(c rune) bool { return !unicode.IsLetter(c) && c != '\'' }) {
		if n++; n > most {
			break
		}
		w = strings.ToLower(w)
		for i, t := range r.tongues {
			if t.words[w] {
				votes[i].count++
				votes[i].kinds[w] = true
			}
		}
	}
	return votes, n
}

// cut returns the largest length up to n that does not split a character of s.
func cut(s string, n int) int {
	if n >= len(s) {
		return len(s)
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}
