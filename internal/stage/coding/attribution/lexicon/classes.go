package lexicon

// The classes of vocabulary.pack that the code asks for.
const (
	PersonNouns   = "en.speaker.person"
	OrgNouns      = "en.speaker.organization"
	MediaNouns    = "en.speaker.media"
	DocumentNouns = "en.speaker.document"
	NotSpeakers   = "en.speaker.not"
	Pronouns      = "en.speaker.pronoun"
	PairNouns     = "en.speaker.pair"
	Audiences     = "en.speaker.audience"
	CarryVerbs    = "en.chain.carry"
	PublishVerbs  = "en.chain.publish"
	Implicatives  = "en.verb.implicative"
	Modals        = "en.word.modal"
	RarelyWords   = "en.word.rarely"
	Quantities    = "en.word.quantity"
	TimeWords     = "en.word.time"
	IssueVerbs    = "en.verb.issue"
	AuthorVerbs   = "en.verb.author"
	CarriedVerbs  = "en.verb.carried"
	BylineNouns   = "en.speaker.byline"
	Platforms     = "en.word.platform"
	GroupNouns    = "en.speaker.group"
	FemaleNouns   = "en.speaker.female"
	MaleNouns     = "en.speaker.male"
	Mastheads     = "en.word.masthead"
	NamingVerbs   = "en.verb.naming"
	ThePress      = "en.speaker.press"
	CallNouns     = "en.word.call"
	Contrasts     = "en.word.contrast"
	Oneself       = "en.word.oneself"
	MadeWords     = "en.word.run"
)

var classNames = []string{
	PersonNouns, OrgNouns, MediaNouns, DocumentNouns, NotSpeakers, Pronouns, PairNouns, Audiences,
	CarryVerbs, PublishVerbs, Implicatives, Modals, RarelyWords, Quantities, TimeWords, IssueVerbs, AuthorVerbs, CarriedVerbs, BylineNouns, Platforms, GroupNouns, FemaleNouns, MaleNouns, Mastheads,
	NamingVerbs, ThePress, CallNouns, Contrasts, Oneself, MadeWords,
}

// In reports whether a lower-case word belongs to a class of the vocabulary.
func (r *Rules) In(class, word string) bool { return r.classes[class][word] }
