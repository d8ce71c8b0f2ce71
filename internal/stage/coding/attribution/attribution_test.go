package attribution_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/lang/langtest"
)

// TestSources tables sources and chains. A statement is written "source > passer
// on: stance", with "= antecedent" behind a source that refers back; joint sources
// and several statements are joined by "; ".
func TestSources(t *testing.T) {
	rules := load(t)
	for _, tc := range []struct{ text, want string }{
		// where the source can stand
		{"The minister said talks had resumed.", "The minister: assert"},
		{"Talks had resumed, the minister said.", "the minister: assert"},
		{"Talks, the minister said, had resumed.", "the minister: assert"},
		{"Talks had resumed, said the minister.", "the minister: assert"},
		{"“Talks have resumed,” said Syria’s state news agency SANA.", "SANA: assert"},
		{"According to a Lebanese officer, the shelling stopped at noon.", "a Lebanese officer: assert"},
		{"The shelling stopped at noon, according to two Syrian sources.", "two Syrian sources: assert"},
		{"Two officials familiar with the talks said a deal was near.", "Two officials familiar with the talks: assert"},
		{"US special envoy for Syria Tom Barrack said he had met both men.", "Tom Barrack: assert"},
		{"Tom Barrack met with Ron Dermer, two officials close to the talks said.", "two officials close to the talks: assert"},
		{"Tom Barrack, the US envoy to Syria, said on Tuesday that talks went well.", "Tom Barrack: assert"},
		{"Syrian Foreign Minister Asaad al-Shaibani told reporters in Paris that the talks went well.", "Asaad al-Shaibani: assert"},
		{"Residents of three villages said that shells fell all night.", "Residents of three villages: assert"},
		// joint sources
		{"Egypt and Jordan said they would send aid.", "Egypt: assert; Jordan: assert"},
		{"The shelling went on for a week, according to witnesses and doctors.", "witnesses: assert; doctors: assert"},
		{"Syrian and Israeli officials said the talks would go on.", "Syrian and Israeli officials: assert; Syrian and Israeli officials: assert"},
		{"Syria and Israel met in Paris. Both sides pledged to calm tensions.", "Both sides: assert; Both sides: assert"},
		{"Neither Israel nor Syria has commented.", "Israel: silent; Syria: silent"},
		{"Ana Ruiz, curator and director of the museum, said the fire was small.", "Ana Ruiz: assert"},
		{"“The fire was small,” said Ana Ruiz, director and head cook of the inn.", "Ana Ruiz: assert"},
		{"Ana Ruiz, a farmer and a baker met.", ""},
		{"Ana Ruiz and a baker said the fire was small.", "Ana Ruiz: assert; a baker: assert"},
		{"The fire was small, a member of the town council, Ana Ruiz, said.", "Ana Ruiz: assert"},
		// whose document it is
		{"A Pentagon report said the planes were old.", "Pentagon: assert"},
		{"A poll by the Red Cross showed that most nurses were tired.", "Red Cross: assert"},
		{"A letter signed by 40 doctors said the wards were full.", "40 doctors: assert"},
		{"An article in Haaretz said the wards were full.", "Haaretz: assert"},
		{"The accord says the wards must be heated.", ""},
		// chains
		{"The diplomat told AFP that a deal was near.", "The diplomat > AFP: assert"},
		{"A Syrian source told state television that the meeting was short.", "A Syrian source > state television: assert"},
		{"SANA, citing a government source, said the general was present.", "a government source > SANA: assert"},
		{"Reuters reported that Netanyahu accused Hamas of stalling.", "Reuters: assert; Netanyahu > Reuters: assert"},
		{"The source said Shaibani stressed that the raids must stop.", "Shaibani > The source: assert"},
		{"The agency quoted a colonel as saying that the road was cut.", "a colonel > The agency: assert"},
		{"Barrack was quoted by SANA as saying that talks would resume.", "Barrack > SANA: assert"},
		{"According to a source cited by state TV, the talks were frank.", "a source > state TV: assert"},
		{"The general told parliament that the war was over.", "The general: assert"},
		{"Abbas said in an interview with CNN that he was ready.", "Abbas > CNN: assert"},
		{"Sharaa, in a statement released by the Syrian presidency, blamed outlaws for the violence.", "Sharaa > the Syrian presidency: assert"},
		{"The spokesman told Reuters that he would not comment on the strike.", "The spokesman > Reuters: silent"},
		// who passes words on without a verb
		{"Ana Ruiz of the New York Times reported that the front had moved.", "Ana Ruiz > New York Times: assert"},
		{"The Guardian's Ana Ruiz said the port was closed.", "Ana Ruiz > Guardian: assert"},
		{"Reuters reporter Ana Ruiz said the port was closed.", "Ana Ruiz > Reuters: assert"},
		{"Ana Ruiz of the New York Times was in the town. She reported that the army condemned the raid.", "the army > She > New York Times: assert"},
		{"Ana Ruiz of the Labour Party said the port was closed.", "Ana Ruiz: assert"},
		{"Le Monde: The council condemned the raid on the port.", "The council > Le Monde: assert"},
		{"“Mayor calls for inquiry into fire” — Toronto Star, May 3, 2011", "Mayor > Toronto Star: assert"},
		{"“Fire closes old bridge in the port” — Toronto Star, May 3, 2011", ""},
		{"“The talks failed,” the general said in a statement released by the palace. “We tried,” he said.", "the general > the palace: assert; he = the general > the palace: assert"},
		{"“The army said the road was closed. We waited all night,” Lina Khoury recalled.", "The army > Lina Khoury: assert; Lina Khoury: assert"},
		{"“We waited for days,” said Lina Khoury. “Then the army said the road was closed.”", "Lina Khoury: assert; the army > Lina Khoury: assert"},
		{"“We waited for days,” said Lina Khoury. The army said the road was closed.", "Lina Khoury: assert; The army: assert"},
		{"It is odd that Reuters reported of the town: ' Omar Saleh said the port was shut. The mayor denied it. ' We saw ships.", "Reuters: assert; Omar Saleh > Reuters: assert; The mayor > Reuters: deny"},
		{"The army promised the villages it would leave, the envoy said, referring to the accord.", "The army > the envoy: assert; the envoy: assert"},
		{"Talks were planned, the source said, adding that the Syrian side had stressed that the border was closed.", "the source: assert; the Syrian side > the source: assert"},
		{"The envoy informed the king of the raid, the statement said.", "The envoy > the statement: assert; the statement: assert"},
		{"Reuters quoted a police officer who said the bomb was small.", "a police officer > Reuters: assert"},
		{"Haaretz published a letter in which 40 doctors accused the army of torture.", "40 doctors > Haaretz: assert"},
		{"Haaretz carried a claim by a Syrian source that the raid had failed.", "a Syrian source > Haaretz: assert"},
		{
			"Le Monde mentioned a letter in which Omar Saleh stated that “the road to the port is shut”. He added that “the mills have no flour left”.",
			"Omar Saleh > Le Monde: assert; He = Omar Saleh > Le Monde: assert",
		},
		{"The general appeared on CNN, saying the war was over.", "The general > CNN: assert"},
		{"The health ministry, which is run by Hamas, said 40 people had died.", "The health ministry: assert"},
		{"Abbas said he backed the bid, according to local media.", "Abbas > local media: assert"},
		{"Four men had fled, two officers told Reuters.", "two officers > Reuters: assert"},
		{"The leaders of Egypt and Jordan condemned the raid.", "The leaders of Egypt and Jordan: assert; The leaders of Egypt and Jordan: assert"},
		// who has said it together
		{
			"A joint statement released by the US and the Egyptian government said the talks would go on. “Both will attend,” the joint statement said.",
			"US: assert; the Egyptian government: assert; the joint statement: assert; the joint statement: assert",
		},
		{"Many ordinary Israelis said the vote was a sham.", "Many ordinary Israelis: assert"},
		{"Those who fled the port say the truce is done.", "Those: assert"},
		{"The rebels have refused to meet the envoy, calling him a spy.", "The rebels: assert"},
		{"A poll Friday showed that most nurses were tired.", "A poll: assert"},
		{"She runs a small band called the Free Men.", ""},
		{"The men are believed by the police to have fled.", "the police: assert"},
		{"The army, which officials said was late, came at noon.", "officials: assert"},
		{"Local media have reported that the mayor will resign.", "Local media: assert"},
		{"Newspapers said the port was shut.", "Newspapers: assert"},
		{"I asked him what he believed would help.", ""},
		{"Forty people died, said the mayor of the town, Ana Ruiz.", "Ana Ruiz: assert"},
		{"“Much of it is old, the rest is not,” the mayor wrote on Friday.", "the mayor: assert"},
		{"The wife of President Saleh said the raid was over.", "The wife of President Saleh: assert"},
		{"The driver of Dr. Saleh said the raid was over.", "The driver of Dr. Saleh: assert"},
		{"The raid was reported in Haaretz on Monday.", "Haaretz: assert"},
		{"The king refused his requests.", ""},
		{"The minister of defence Ana Ruiz said the raid was over.", "Ana Ruiz: assert"},
		// stance
		{"The army insists it did not fire.", "The army: deny"},
		{"The dam, the builder insisted, was never unsafe.", "the builder: deny"},
		{"The king insists that he will not go.", "The king: assert"},
		{"The bishop said there was “no truth” to the reports.", "The bishop: deny"},
		{"The bishop said the report was false.", "The bishop: deny"},
		{"The rebels refused to speak to the envoy, saying he was a spy.", "The rebels: assert"},
		{"The mayor refused to give ground.", ""},
		{"The mayor gave no further details.", "The mayor: silent"},
		{"Israel denied the report.", "Israel: deny"},
		{"Hamas rejected the offer and said the war would go on.", "Hamas: deny; Hamas: assert"},
		{"The claims have been rejected by the Syrian government.", "the Syrian government: deny"},
		{"These are accusations that Damascus has consistently denied.", "Damascus: deny"},
		{"The army disputed the count.", "The army: deny"},
		{"Tehran dismissed the charge as baseless.", "Tehran: deny"},
		{"Moscow ruled out sending troops.", "Moscow: deny"},
		{"The army declined to comment.", "The army: silent"},
		{"The ministry refused to say how many had died.", "The ministry: silent"},
		{"There was no immediate comment from Israel.", "Israel: silent"},
		{"There was no public comment by the Israeli government on the meeting.", "the Israeli government: silent"},
		{"The White House did not immediately respond to a request for comment.", "White House: silent"},
		{"SANA reported the meeting but did not mention Dermer.", "SANA: assert; SANA: silent"},
		{"Turkey has not commented on the strike.", "Turkey: silent"},
		{"The mayor could not be reached for comment.", "The mayor: silent"},
		{"Israel, which rarely comments on such raids, was silent.", ""},
		{"“We waited all day,” the nurse said, but refused to comment on the fire.", "the nurse: assert; the nurse: silent"},
		{"The plan had been popular, and had been opposed by the bishops.", "the bishops: deny"},
		{"The Bread Office (BO) filed a complaint against the city last week.", "The Bread Office: assert"},
		{"The road had been opposed from the first day by the monks.", "the monks: deny"},
		{"“We are tired,” said one of the strikers.", "one of the strikers: assert"},
		{"One diplomat, who asked not to be named, said the talks had stalled.", "One diplomat: assert"},
		{"An official who declined to be named said the talks had stalled.", "An official: assert"},
		{"The army, accused of torture, denies the charge.", "The army: deny"},
		{"The mayor thanked the firemen in a post on Facebook.", "The mayor: assert"},
		{"The mayor told the press that the road was open.", "The mayor: assert"},
		// speech that is an act
		{"Egypt called on both armies to stop shooting.", "Egypt: assert"},
		{"Protesters marched through Beirut, demanding that the cabinet resign.", "Protesters: assert"},
		{"The rebels accused Damascus of imposing a blockade.", "The rebels: assert"},
		{"France condemned the raid.", "France: assert"},
		{"Qatar welcomed the truce.", "Qatar: assert"},
		{"Hezbollah threatened to strike the port.", "Hezbollah: assert"},
		{"The council urged Israel to withdraw.", "The council: assert"},
		{"Syria has issued confirmation of a meeting in Paris.", "Syria: assert"},
		{"Israel moved in under the pretext of protecting the Druze.", "Israel: assert"},
		// those who were named before
		{"Tom Barrack met the Druze leader. He said the truce would hold.", "He = Tom Barrack: assert"},
		{"SANA reported the visit on Monday. “It was brief,” it added.", "SANA: assert; it = SANA: assert"},
		{"A Syrian military source said the road was open. The source said convoys would follow.", "A Syrian military source: assert; The source = A Syrian military source: assert"},
		{"Israel struck Damascus on Monday, saying it was protecting the Druze.", "Israel: assert"},
		{"Hamas said on Friday it had agreed to the plan. The group said it would free ten captives.", "Hamas: assert; The group = Hamas: assert"},
		// headlines and posts
		{"Four killed in raid on port: Lebanese army", "Lebanese army: assert"},
		{"Netanyahu: The war will go on until Hamas is beaten", "Netanyahu: assert"},
		{"The crossing is closed again. — Mona Haddad (@monahaddad) May 3, 2021", "Mona Haddad: assert"},
		// the report's own voice
		{"Hundreds of people were reported killed.", ""},
		{"The envoy reportedly left on Monday.", ""},
		{"Other talks are believed to have taken place in Baku.", ""},
		{"The ceasefire announced by the United States is holding.", ""},
		{"The envoy is expected to call for a truce.", ""},
		{"If Hamas says no, the war will go on.", ""},
		{"The deal calls for a pullback.", ""},
		{"The two sides agreed to continue talks.", ""},
	} {
		langtest.Either(t, func(t testing.TB) {
			d := analyse(t, tc.text)
			var got []string
			for _, st := range rules.Statements(d) {
				first := st.SourceSpan.Of(tc.text)
				if a := d.Mentions[st.Sources[0]].Antecedent; a >= 0 && st.SourceSpan == d.Mentions[st.Sources[0]].Span {
					first += " = " + d.Mentions[a].Of(tc.text)
				}
				parts := []string{first}
				for _, m := range st.Sources[1:] {
					parts = append(parts, d.Mentions[m].Of(tc.text))
				}
				got = append(got, strings.Join(parts, " > ")+": "+string(st.Stance))
			}
			if joined := strings.Join(got, "; "); joined != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, joined, tc.want)
			}
		})
	}
}

// TestProperties checks on the examples of the table's kind, run together, that
// every span lies inside its sentence, every index inside the mentions, every
// statement names its rule, and that two readings give the same.
func TestProperties(t *testing.T) {
	rules := load(t)
	text := "Syria and Israel met in Paris. Both sides said the talks went well. “We will go on,” he said, adding that " +
		"“nobody” knew. SANA, citing a source, denied it. According to the report, according to AFP, X said Y said Z. " +
		": said . “ said, it said. Neither side has commented. It said it said it did not comment.\n\nUN: no\n\n— A (@b)"
	first, again := analyse(t, text), analyse(t, text)
	statements := rules.Statements(first)
	if len(statements) == 0 {
		t.Fatal("no statements")
	}
	for _, st := range statements {
		sentence := first.Sentence(st.Sentence).Span
		if !sentence.Contains(st.Span) || !sentence.Contains(st.Content) || st.SourceSpan.Start < 0 || st.SourceSpan.End > len(text) {
			t.Errorf("%s: spans outside the sentence", show(first, st))
		}
		if len(st.Why) == 0 || st.Why[0].Rule == "" || len(st.Sources) == 0 {
			t.Errorf("%s: no rule or no source", show(first, st))
		}
		for _, m := range st.Sources {
			if m < 0 || m >= len(first.Mentions) || first.Mentions[m].Antecedent >= len(first.Mentions) {
				t.Errorf("%s: mention %d of %d", show(first, st), m, len(first.Mentions))
			}
		}
	}
	same := slices.EqualFunc(statements, rules.Statements(again), func(a, b trucewatch.Statement) bool {
		return a.Span == b.Span && a.SourceSpan == b.SourceSpan && a.Content == b.Content && a.Stance == b.Stance && slices.Equal(a.Sources, b.Sources)
	})
	if !same {
		t.Error("two readings of one text differ")
	}
}

func TestContentAndHedges(t *testing.T) {
	for _, tc := range []struct{ text, content, hedges string }{
		{"The minister said that talks had resumed.", "that talks had resumed", ""},
		{"Talks had resumed, the minister said.", "Talks had resumed", ""},
		{"According to the mayor, at least 12 people reportedly died.", "at least 12 people reportedly died.", "reportedly,at least"},
		{"Israel denied the report.", "the report", ""},
	} {
		d := analyse(t, tc.text)
		statements := load(t).Statements(d)
		if len(statements) != 1 {
			t.Errorf("%s: %d statements", tc.text, len(statements))
			continue
		}
		if got := statements[0].Content.Of(tc.text); got != tc.content {
			t.Errorf("%s: content %q, want %q", tc.text, got, tc.content)
		}
		if got := strings.Join(statements[0].Hedges, ","); got != tc.hedges {
			t.Errorf("%s: hedges %q, want %q", tc.text, got, tc.hedges)
		}
	}
}
