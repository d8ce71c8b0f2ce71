package action_test

import (
	"testing"

	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// TestParties looks who takes part in the last event with the trigger: its actors and
// recipients as the examples of the rules write them.
func TestParties(t *testing.T) {
	names := []string{
		"place Ruritania", "people Ruritanian", "people Sylvanian", "place Sylvania", "place Gaza", "person Rudolf Elphberg", "person Anna Rassendyll", "place East Sylvania", "place West Sylvania",
		"organization Red Band", "organization Blue League", "place Zenda", "place Norway", "people Norwegian", "organization Union of Strelsau", "organization UN", "place South Korea",
	}
	for _, tc := range []struct{ name, text, trigger, parties string }{
		{"participle with its doer", "The Red Band remains targeted by Sylvania.", "targeted", "Sylvania > Red Band"},
		{"together with", "Ruritania signed the accord, along with Sylvania.", "signed", "Ruritania; Sylvania > -"},
		{"gerund behind a noun", "The Red Band started the process of attacking Sylvania.", "attacking", "Red Band > Sylvania"},
		{"linked by a hyphen", "Sylvania bombed rebel-held villages.", "bombed", "Sylvania > rebel"},
		{"bound for", "The army stopped Sylvania-bound rocket attacks.", "attacks", "The army > Sylvania"},
		{"coming from", "Troops faced attacks in the south from rebels.", "attacks", "rebels > Troops"},
		{"worn down by", "Ruritanian forces were weakened by attacks.", "attacks", "- > Ruritanian forces"},
		{"pointed at", "Observers saw raids aimed at the Red Band.", "raids", "- > Red Band"},
		{"men in a body", "The bishop appealed to the men in the Red Band to stop.", "appealed", "The bishop > Red Band"},
		{"his wife by name", "Police arrested Rudolf Elphberg and his wife Anna Rassendyll.", "arrested", "Police > Rudolf Elphberg; Anna Rassendyll"},
		{"end of attacks", "The Red Band announced an end to attacks on Sylvania.", "end", "Red Band > Sylvania"},
		{"own news of arrests", "The navy reported the interception of a boat.", "interception", "The navy > -"},
		{"his arrest by", "Rudolf Elphberg spoke of his arrest by the police.", "arrest", "the police > his"},
		{"brought into", "The soldiers were put into conflict with the Red Band.", "conflict", "Red Band; The soldiers > -"},
		{"support that one has", "The teachers won the support of the Red Band.", "support", "Red Band > The teachers"},
		{"responsible for", "The Red Band was responsible for the bombings.", "bombings", "Red Band > -"},
		{"land meant", "Gaza was quiet. Sylvania withdrew from the territory.", "withdrew", "Sylvania > the territory"},
		{"which is asked", "She asked which group had left.", "asked", ""},
		{"in support of", "Students marched in support of the Red Band.", "support", "Students > Red Band"},
		{"our barracks", "Rebels bombed our army barracks.", "bombed", "Rebels > army"},
		{"a place that speaks", "Mosques called for the release of the captives.", "called", "Mosques > -"},
		{"apposed ruler who", "Rudolf Elphberg, the general who had attacked Sylvania, fled.", "attacked", "Rudolf Elphberg > Sylvania"},
		{"pushed into", "Norway pushed Ruritania and Sylvania into peace talks.", "talks", "Ruritania; Sylvania > -"},
		{"found itself", "Ruritania found itself fighting the regime of Sylvania.", "fighting", "Ruritania > the regime of Sylvania"},
		{"between, and others", "A war between the two is near, as he and others told Norway.", "war", "- > -"},
		{"whose requests", "Sylvania asked for help, but Norway rejected its demands.", "demands", "its > -"},
		{"claimed by", "The attack, which was claimed by the Red Band, killed nine policemen.", "attack", "Red Band > nine policemen"},
		{"owned by traders", "Rebels attacked a Sylvanian-owned tanker.", "attacked", "Rebels > -"},
		{"the first of two lands in short", "East Sylvania was calm. Clashes between East and West Sylvania went on.", "Clashes", "East Sylvania; West Sylvania > -"},
		{"who is wounded in a clash", "Nine Ruritanian soldiers were wounded in a clash with rebels.", "clash", "rebels; Nine Ruritanian soldiers > -"},
		{"a statement that condemns", "Norway welcomed a Ruritanian statement condemning Sylvania.", "condemning", "Ruritanian > Sylvania"},
		{"requested to", "The council requested other nations to send troops.", "requested", "The council > other nations"},
		{"arm of a body", "Red Band intelligence arrested two nurses.", "arrested", "Red Band intelligence > two nurses"},
		{"name the lists pass over", "Yesterday Winstone attacked two policemen.", "attacked", "Winstone > two policemen"},
		{"main verb read as a modifier", "Ruritanian forces shelled positions held by rebels, killing two nurses.", "shelled", "Ruritanian forces > rebels"},
		{"participle before the verb", "Militiamen manning a checkpoint opened fire on pilgrims.", "fire", "Militiamen > pilgrims"},
		{"drawn words", "Ruritania fired a missile, drawing condemnation from Norway.", "condemnation", "Norway > Ruritania"},
		{"worst of a land", "Rebels killed ten men in Sylvania's deadliest attack in years.", "attack", "Rebels > ten men"},
		{"in an ambush", "Rebels killed nine policemen in an ambush.", "ambush", "Rebels > nine policemen"},
		{"envoy called home", "Ruritania recalled its ambassador from Norway.", "recalled", "Ruritania > Norway"},
		{"he of the sentence before", "The union sent a driver to Zenda. He attacked two policemen.", "attacked", "He > two policemen"},
		{"hit only by number", "Ruritania bombed Zenda and killed nine people.", "killed", "Ruritania > -"},
		{"hit and told who they are", "Ruritania bombed Zenda and killed nine Sylvanian people.", "killed", "Ruritania > Sylvanian"},
		{"who is told", "Experts told Red Band, the plan would help the Blue League.", "help", "- > Blue League"},
		{"parted by a hyphen", "The government and rebels signed a cease-fire.", "signed", "The government; rebels > -"},
		{"sides without a name", "The army clashed with rebels in Zenda. Talks will begin on Monday.", "Talks", "The army; rebels > -"},
		{"sides told by another word", "The army clashed with rebels in Zenda. The rebel group left the talks.", "talks", "The army; rebels > -"},
		{"counted men are no side", "The Red Band ambushed two soldiers. Talks will begin on Monday.", "Talks", "- > -"},
		{"the other of the two", "The Red Band and the Blue League held talks. The Red Band launched raids at dawn.", "raids", "Red Band > Blue League"},
		{"the other of the two, in force", "The Red Band and the Blue League held talks. The occupation by the Red Band goes on.", "occupation", "Red Band > -"},
		{"who brokers", "The Blue League has been brokering the talks.", "talks", "- > -"},
		{"negotiated between, with a go-between", "The release was negotiated between the Red Band and Norway, with the Blue League acting as an intermediary.", "negotiated", "Red Band; Norway > -"},
		{"talks of a convener", "UN talks will begin on Monday.", "talks", "- > -"},
		{"who brokers, told by a noun", "Mediators from the clan Blue League, which has been brokering the talks, left.", "talks", "- > -"},
		{"civil war", "The army clashed with rebels in Zenda. The civil war goes on.", "war", "The army; rebels > -"},
		{"each other", "Norway and Sylvania accused each other of attacks.", "accused", "Norway; Sylvania > Norway; Sylvania"},
		{"siege of a town", "Nine families lived under siege in Zenda.", "siege", "- > Zenda"},
		{"where they will meet", "The girls went to the city of Zenda, where they will meet with Rudolf Elphberg.", "meet", "they; Rudolf Elphberg > -"},
		{"meet a land of two words", "The envoys of Norway will meet South Korea in Zenda.", "meet", "The envoys of Norway; South Korea > -"},
		{"protests of a place", "The police stopped the Sylvania protests.", "protests", "- > -"},
		{"threatened raids", "Norway threatened raids on the Red Band.", "raids", "Norway > Red Band"},
		{"towards", "The council deplored police violence towards protesters.", "violence", "police > protesters"},
		{"brought together", "The emir brought together Rudolf Elphberg and Anna Rassendyll.", "brought", "Rudolf Elphberg; Anna Rassendyll > -"},
		{"they of the last meeting", "The Red Band and the Blue League held talks. It was not the first time they agreed on a truce.", "agreed", "Red Band; Blue League > -"},
		{"people told as a community", "Clashes broke out between the Ruritanian community and the Sylvanian minority.", "Clashes", "Ruritanian; Sylvanian > -"},
		{"signed by their men", "The army clashed with rebels in Zenda. An accord was made by Rudolf Elphberg and Anna Rassendyll.", "accord", "The army; rebels > -"},
		{"more violence is nobody's yet", "The army clashed with rebels in Zenda. People fear more violence.", "violence", "- > -"},
		{"deal of an army", "The Norwegian army and the Red Band reached a deal.", "deal", "Norwegian; Red Band > -"},
		{"those of the other protests", "Protesters marched against the government. The demonstrations went on in Zenda.", "demonstrations", "Protesters > the government"},
		{"fired at the crowd", "Protesters marched in Zenda. Police opened fire.", "fire", "Police > Protesters"},
		{"fired at others than the crowd", "The army clashed with rebels in Zenda. Norway saw a protest by students. Troops opened fire.", "fire", "Troops > rebels"},
		{"unrest of a crowd", "Police shot at demonstrators. Demonstrators marched in Zenda. Clashes broke out.", "Clashes", "Police; demonstrators > -"},
		{"nobody protests", "Police shot a nurse. Clashes broke out.", "Clashes", "- > -"},
		{"coup of soldiers", "The military was quiet. A military coup failed.", "coup", "The military > -"},
		{"against those before the hyphen", "The junta fell. An anti-junta march filled Zenda.", "march", "- > The junta"},
		{"who refuses and who is told to be at war", "The warring parties, including the Red Band, met. Strongman Rudolf Elphberg left without signing a truce. A truce is likely.", "truce", "Rudolf Elphberg; Red Band > -"},
		{"rivals", "Rudolf Elphberg and his rival Anna Rassendyll came to Zenda. Talks will begin on Monday.", "Talks", "Rudolf Elphberg; Anna Rassendyll > -"},
		{"rebels and the land", "Rebels kept a truce in Norway. Rebels signed a truce in Norway. A truce is likely.", "truce", "Rebels; Norway > -"},
		{"rebels by name and the land", "Red Band rebels seized two towns in Norway. The Red Band raided Norway. Talks were postponed.", "Talks", "Red Band; Norway > -"},
		{"those who mediate are no sides", "The talks in Zenda were mediated by Norwegian and Sylvanian diplomats. A truce is likely.", "truce", "- > -"},
		{"met after talks", "The Red Band agreed to a truce after talks with Norway.", "talks", "Norway; Red Band > -"},
		{"the two sides", "The Red Band clashed with the Blue League. The two sides agreed on a truce.", "agreed", "Red Band; Blue League > -"},
		{"more sides than two", "The Red Band clashed with the Blue League. All the other parties agreed on a truce.", "agreed", "All the other parties > -"},
		{"all parties", "The Red Band clashed with the Blue League. Norway will meet all parties. A truce is likely.", "meet", "Norway; Red Band; Blue League > -"},
		{"all parties of a land", "The Red Band clashed with the Blue League. Norway will meet all political parties. A truce is likely.", "meet", "Norway; all political parties > -"},
		{"who works with sides", "The Red Band clashed with the Blue League. Norway is working with the sides to reach a truce. An accord is near.", "accord", "Red Band; Blue League > -"},
		{"a land's own war", "The army clashed with rebels in Zenda. The country's civil war is long.", "war", "The army; rebels > -"},
		{"a war of another land", "The army clashed with rebels in Ruritania. Ruritania is calm. Sylvania's war is long.", "war", "Sylvania > -"},
		{"let go by who took them", "The Red Band kidnapped nine nurses. The king spoke. The nurses were released.", "released", "Red Band > The nurses"},
		{"let go by the only captor", "The Red Band kidnapped nine nurses. The king spoke. The women were released.", "released", "Red Band > The women"},
		{"let go where two took people", "The Red Band kidnapped nine nurses. The Blue League kidnapped a priest. The women were released.", "released", "- > The women"},
		{"meeting of that town", "Rudolf Elphberg met Anna Rassendyll in Zenda. The Red Band and the Blue League held talks. The Zenda meeting was short.", "meeting", "Rudolf Elphberg; Anna Rassendyll > -"},
	} {
		t.Run(tc.name, either(func(t testing.TB) {
			d := draft.New(reading(t, tc.text, names...))
			got := ""
			for _, e := range load(t).Events(d, nil, nil) {
				if e.Of(tc.text) == tc.trigger {
					got = parties(d, e)
				}
			}
			if got != tc.parties {
				t.Errorf("parties of %q in %q are %q, want %q", tc.trigger, tc.text, got, tc.parties)
			}
		}))
	}
}
