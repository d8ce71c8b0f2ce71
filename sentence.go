package trucewatch

// Span is a half-open range of bytes, [Start, End), into the text of one report.
// Bytes stay inside the program; the record converts to Unicode code points.
type Span struct {
	Start, End int
}

// Len returns the number of bytes the span covers.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Of returns the bytes of text that the span covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// SentenceKind tells what sort of text a sentence is, so that captions and page
// furniture are not read as news prose.
type SentenceKind string

// The kinds of sentence. Only prose and headlines are coded in full.
const (
	Prose    SentenceKind = "prose"
	Headline SentenceKind = "headline" // a title or a cross-head inside the text
	Caption  SentenceKind = "caption"  // "Photo: …", "Image source: …"
	Byline   SentenceKind = "byline"   // authors, datelines standing alone, credits
	Social   SentenceKind = "social"   // an embedded post
	Chrome   SentenceKind = "chrome"   // navigation, copyright, subscription notices
)

// Token is one syntactic word in the convention of UD English-EWT: possessive
// 's, n't and most hyphens stand alone.
type Token struct {
	Span
	// Form is the word as written.
	Form string
	// Lemma is the dictionary form, lower-case but for proper nouns.
	Lemma string
	// UPOS and XPOS are the Universal and the Penn tag.
	UPOS, XPOS string
	// Head is the index of the governing token in the same sentence, -1 for the root.
	Head int
	// Rel is the Universal Dependencies relation to Head, with its subtype.
	Rel string
	// Confidence is how sure the parser is of Head and Rel, between 0 and 1.
	Confidence float64
}

// Sentence is one sentence of a report with its tokens in order of position.
// Every sentence has exactly one token whose Head is -1, and its tree is acyclic.
type Sentence struct {
	Span
	Kind   SentenceKind
	Tokens []Token
	// Folded holds the words in place of Tokens where many reports are held at once:
	// see [Sentence.Words].
	Folded *Folded
}
