// Package extract turns captured bytes into reports: text that can be pointed into,
// with outlet, origin, date of publication, title and language where the bytes or the
// words tell them. It is a pure function of capture and rule packs.
//
// Whatever is odd about a document becomes an Issue; what can be read of it is read.
// Clean UTF-8 plain text comes out byte for byte, so that positions in the record are
// positions in the file.
package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/text"
)

// draft is one document before the evidence about it has been weighed.
type draft struct {
	text, title, url, lang string
	// outlet is the name given beside the text, and site the page's own name for itself.
	outlet, site string
	// dates holds dates given beside the text, best evidence first.
	dates []evidence
	// credits holds author and agency fields given beside the text.
	credits []string
	// linked is the text of the report as the page's JSON-LD has it.
	linked string
	// where says which part of the capture it is, such as ":3" for line 3, or nothing.
	where string
	// index is the number of the document in its capture, broken ones counted.
	index int
}

// evidence is one date of publication with what it was read from.
type evidence struct{ date, why string }

// collector gathers the issues of one capture.
type collector struct {
	name   string
	issues []trucewatch.Issue
}

func (k *collector) add(where, what, why string) {
	k.issues = append(k.issues, trucewatch.Issue{Where: k.name + where, What: what, Why: why})
}

// place is what issues call a capture: its name, or the address it was fetched from.
func place(c trucewatch.Capture) string {
	if c.Fetched() {
		return c.Path
	}
	return c.Name
}

// Reports takes every report out of one capture. A plain text, Markdown or HTML file
// holds one, a JSON or JSONL file any number. The issues say what was left out or
// repaired; an issue that belongs to a report carries its ID.
func Reports(c trucewatch.Capture, rules *Rules) ([]trucewatch.Report, []trucewatch.Issue) {
	k := &collector{name: place(c)}
	if kind, yes := text.Binary(c.Bytes); yes {
		k.add("", "the document was left out", "its bytes are "+kind+": save the report as plain text or HTML")
		return nil, k.issues
	}
	side, ok := readSide(c.Meta)
	if !ok {
		k.add("", "the side file was left out; the report was read without it", "NAME.meta.json is no JSON object: check it with a JSON editor")
	}
	found := drafts(c, rules, k)
	if len(found) == 0 && len(k.issues) == 0 {
		k.add("", "the document was left out", "no text was found in it")
	}
	var reports []trucewatch.Report
	for _, d := range found {
		if c.Fetched() {
			if words, rule := rules.noReport(d); words != "" {
				k.add(d.where, "the page was left out", fmt.Sprintf("it reads like an error page: %q (%s)", words, rule))
				continue
			}
			d = side.under(d, rules, k)
		} else {
			d = side.over(d, rules)
		}
		r, issues := finish(c, d, rules)
		if strings.TrimSpace(r.Text) == "" {
			k.add(d.where, "the document was left out", "no text was found in it")
			continue
		}
		reports = append(reports, r)
		k.issues = append(k.issues, issues...)
	}
	return reports, k.issues
}

// drafts reads the bytes by their media type; an unknown type is read as plain text.
func drafts(c trucewatch.Capture, rules *Rules, k *collector) []draft {
	media, _, _ := strings.Cut(c.MediaType, ";")
	switch strings.TrimSpace(strings.ToLower(media)) {
	case "text/html", "application/xhtml+xml":
		return []draft{page(k.decode(c.Bytes, declared(c)), rules, k)}
	case "text/markdown":
		return []draft{markdown(k.decode(c.Bytes, ""), rules)}
	case "application/json":
		return jsonDrafts(k.decode(c.Bytes, ""), rules, k)
	case "application/jsonl", "application/x-ndjson":
		return jsonlDrafts(k.decode(c.Bytes, ""), rules, k)
	}
	return []draft{{text: k.decode(c.Bytes, "")}}
}

// decode makes clean UTF-8 of the bytes and tells what had to be repaired.
func (k *collector) decode(b []byte, charset string) string {
	d := text.Decode(b, charset)
	if d.Replaced > 0 {
		k.add("", fmt.Sprintf("text in %d places was left out; U+FFFD stands for it", d.Replaced), "the bytes there are not valid "+d.Encoding+": save the file as UTF-8")
	}
	if d.Guessed && d.Replaced == 0 {
		k.add("", "the encoding was guessed to be "+d.Encoding, "neither mark nor declaration names it: save the file as UTF-8 if letters look wrong")
	}
	return k.clean("", d.Text)
}

// clean replaces control characters and tells how many.
func (k *collector) clean(where, s string) string {
	s, n := text.Clean(s)
	if n > 0 {
		k.add(where, fmt.Sprintf("%d control characters were replaced by spaces", n), "NUL and other control characters are no text")
	}
	return s
}

// reportID is stable for a capture and the place of the report in it.
func reportID(capture string, index int) string {
	sum := sha256.Sum256([]byte(capture + "/" + strconv.Itoa(index)))
	return "r-" + hex.EncodeToString(sum[:])[:12]
}

// finish weighs the evidence of a draft and makes the report.
func finish(c trucewatch.Capture, d draft, rules *Rules) (trucewatch.Report, []trucewatch.Issue) {
	r := trucewatch.Report{
		ID: reportID(c.ID, d.index), Capture: c.ID, File: c.Name, URL: d.url, Text: d.text,
	}
	found := rules.read(d.text, d.credits)
	r.Outlet, r.Origin, r.Why = rules.credits(d, found)
	k := &collector{name: place(c)}
	r.Published = rules.published(d, found, k)
	r.Title = rules.title(d, r.Outlet)
	r.Byline = signer(d)
	r.Language = rules.language(d.text)
	if r.Language == "" {
		r.Language = languageCode(d.lang)
	}
	switch {
	case r.Language != "" && r.Language != "en":
		k.add(d.where, "not English: kept, not coded", "its commonest words are those of the language "+strconv.Quote(r.Language))
	case r.Language == "" && foreign(d.text):
		k.add(d.where, "not English: kept, not coded", "most of its letters are not Latin")
	}
	for i := range k.issues {
		k.issues[i].Report = r.ID
	}
	return r, k.issues
}

// foreign reports whether most letters at the beginning of a text are of another script
// than the Latin one: however short it is, it is not English then.
func foreign(s string) bool {
	const looked = 4 << 10
	latin, other := 0, 0
	for _, r := range s[:cut(s, looked)] {
		switch {
		case !unicode.IsLetter(r):
		case unicode.Is(unicode.Latin, r):
			latin++
		default:
			other++
		}
	}
	return other > latin
}

// languageCode cuts "en-GB" down to "en"; anything but two letters gives nothing.
func languageCode(s string) string {
	s, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(s)), "-")
	s, _, _ = strings.Cut(s, "_")
	if len(s) != 2 || s[0] < 'a' || s[0] > 'z' || s[1] < 'a' || s[1] > 'z' {
		return ""
	}
	return s
}
