package toll_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
)

// figures writes the figures of a text as "words measure low/high", joined by "; ".
func figures(t testing.TB, text string) string {
	t.Helper()
	d := analyse(t, text)
	var out []string
	for _, f := range load(t).Figures(d, nil) {
		out = append(out, f.Of(text)+" "+f.Measure+" "+bounds(f.Min, f.Max))
	}
	return strings.Join(out, "; ")
}

func TestFigures(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		// the killed and the wounded
		{"Israeli air strikes killed at least 12 Palestinians on Monday.", "at least 12 Palestinians killed 12/"},
		{"Three Israelis were killed and 20 wounded when a rocket hit a block of flats.", "Three Israelis killed 3/3; 20 wounded 20/20"},
		{"The fighting killed 162 Palestinians, including 37 children, and five Israelis.", "162 Palestinians killed 162/162; 37 children killed 37/37; five Israelis killed 5/5"},
		{"More than 140 Palestinians and five Israelis have been killed in eight days of fighting.", "More than 140 Palestinians killed 141/; five Israelis killed 5/5"},
		{"A bomb on a bus wounded 28 people in Tel Aviv.", "28 people wounded 28/28"},
		{"At least 27 people were hurt when a bomb went off on a bus.", "At least 27 people wounded 27/"},
		{"The blast left 30 people dead and scores wounded.", "30 people killed 30/30; scores wounded 40/99"},
		{"Twelve people, three of them children, died in the raid.", "Twelve people killed 12/12; three killed 3/3"},
		{"One Palestinian was shot dead near the fence.", "One Palestinian killed 1/1"},
		{"The death toll rose from 10 to 15 overnight.", "15 killed 15/15"},
		{"The death toll has climbed to more than 900.", "more than 900 killed 901/"},
		{"Between 10 and 15 fighters were killed.", "Between 10 and 15 fighters killed 10/15"},
		{"Some 20 to 30 civilians have been wounded.", "Some 20 to 30 civilians wounded 20/30"},
		{"The monitor counted 41 dead, among them six women.", "41 killed 41/41; six women killed 6/6"},
		{"Almost 2,400 American service members have died in the war.", "Almost 2,400 American service members killed 2160/2399"},
		{"Tens of thousands of Afghans have been killed since 2001.", "Tens of thousands of Afghans killed 20000/99999"},
		{"Two U.S. soldiers died in a crash on Tuesday.", "Two U.S. soldiers killed 2/2"},
		{"An attack on a checkpoint killed two dozen policemen.", "two dozen policemen killed 24/24"},
		{"Half a dozen villagers were injured.", "Half a dozen villagers wounded 6/6"},
		{"Up to 50 militants were killed in the operation.", "Up to 50 militants killed /50"},
		{"The deaths of 17 farmers set off the march.", "17 farmers killed 17/17"},
		{"Gunmen killed six soldiers and injured nine others.", "six soldiers killed 6/6; nine others wounded 9/9"},
		{"Ten Druze fighters and four Bedouins were killed.", "Ten Druze fighters killed 10/10; four Bedouins killed 4/4"},
		{"The shelling killed seven, the mayor said.", "seven killed 7/7"},
		{"Fewer than 10 people were injured.", "Fewer than 10 people wounded /9"},
		{"Several hundred people were wounded.", "Several hundred people wounded 300/999"},
		{"Rocket fire killed a couple of farmers.", "a couple of farmers killed 2/2"},
		{"A car bomb killed 12 and wounded about 30 on Friday.", "12 killed 12/12; about 30 wounded 27/33"},
		{"Three workers remain missing under the rubble.", "Three workers missing 3/3"},
		{"Two civilians are dead and four are wounded.", "Two civilians killed 2/2; four wounded 4/4"},
		{"The bombing killed at least 22 people and left 50 wounded.", "at least 22 people killed 22/; 50 wounded 50/50"},
		{"A farmer was killed and a boy wounded in the raid.", "A farmer killed 1/1; a boy wounded 1/1"},
		{"The sniper shot a dog and killed an Israeli soldier.", "an Israeli soldier killed 1/1"},
		{"More than 100,000 civilians have been killed or injured in the war.", "More than 100,000 civilians other 100001/"},
		{"The strike, which killed 11 members of one family, was condemned.", "11 members killed 11/11"},
		{"15 killed in clashes near the border", "15 killed 15/15"},
		{"Officials put the number of Palestinians killed at 105.", "105 killed 105/105"},
		{"Among the dead were 26 children.", "26 children killed 26/26"},
		{"The war has claimed 3,000 lives.", "3,000 lives killed 3000/3000"},
		{"The accident cost the lives of 12 miners.", "12 miners killed 12/12"},
		{"The alliance has lost 58 soldiers this year.", "58 soldiers killed 58/58"},
		{"The attack wounded 20 people, three seriously.", "20 people wounded 20/20; three wounded 3/3"},
		{"A rocket hit the car, killing a soldier and two civilians.", "a soldier killed 1/1; two civilians killed 2/2"},
		{"At least 60 of the dead were civilians.", "At least 60 killed 60/"},
		{"Four members of one family were killed in the house.", "Four members killed 4/4"},
		{"The militia said 13 of its fighters had been killed.", "13 of its fighters killed 13/13"},
		{"Hospital staff received the bodies of three men.", "three men killed 3/3"},
		{"A roadside bomb hit the convoy and killed four, two of them officers.", "four killed 4/4; two killed 2/2"},
		{"Nearly 60 were wounded and another 12 are missing.", "Nearly 60 wounded 54/59; 12 missing 12/12"},
		{"An estimated 500 rebels and 40 policemen were killed.", "An estimated 500 rebels killed 450/550; 40 policemen killed 40/40"},
		// the detained and the displaced
		{"The government will release up to 5,000 Taliban prisoners.", "up to 5,000 Taliban prisoners detained /5000"},
		{"Up to 1,000 prisoners of the other side would be freed.", "Up to 1,000 prisoners detained /1000"},
		{"Security forces detained 55 Palestinians in the West Bank.", "55 Palestinians detained 55/55"},
		{"Police arrested seven men over the bombing.", "seven men detained 7/7"},
		{"More than 80,000 people have been displaced by the fighting.", "More than 80,000 people displaced 80001/"},
		{"Thousands of families have fled their homes.", "Thousands of families displaced 2000/9999"},
		{"The war has forced 3 million people from their homes.", "3 million people displaced 3000000/3000000"},
		// crowds, troops, strikes, convoys
		{"Tens of thousands took to the streets of the capital.", "Tens of thousands protesters 20000/99999"},
		{"About 200 demonstrators gathered outside the embassy.", "About 200 demonstrators protesters 180/220"},
		{"The United States has about 13,000 troops in Afghanistan.", "about 13,000 troops troops 11700/14300"},
		{"Washington would cut its troops to 8,600 from 13,000.", "8,600 troops 8600/8600; 13,000 troops 13000/13000"},
		{"The army called up 75,000 reservists.", "75,000 reservists troops 75000/75000"},
		{"There are 12,000 U.S. forces in the country.", "12,000 U.S. forces troops 12000/12000"},
		{"The air force has struck more than 1,500 targets.", ""},
		{"Jets carried out dozens of air raids.", "dozens of air raids strikes 24/99"},
		{"Israel has launched nearly 100 airstrikes.", "nearly 100 airstrikes strikes 90/99"},
		{"Two convoys carrying flour reached the town.", "Two convoys convoys 2/2"},
		{"The deal would bring troop levels down to 8,600 within months.", "8,600 troops 8600/8600"},
		{"The force will be cut from about 13,000 to 8,600 soldiers.", "about 13,000 troops 11700/14300; 8,600 soldiers troops 8600/8600"},
		{"In exchange for 1,000 captives, 5,000 Taliban would be freed.", "1,000 captives detained 1000/1000; 5,000 Taliban detained 5000/5000"},
		{"The pact calls for the release of up to 5,000 Taliban.", "up to 5,000 Taliban detained /5000"},
		{"The general sent 16 soldiers to the post.", "16 soldiers troops 16/16"},
		{"A crowd of about 3,000 filled the square.", "about 3,000 protesters 2700/3300"},
		{"The number of American troops would drop to 8,600.", "8,600 troops 8600/8600"},
		{"Thousands of people poured into the streets to celebrate the truce.", "Thousands of people protesters 2000/9999"},
		{"Hundreds celebrated in the main square.", "Hundreds protesters 200/999"},
		{"The insurgents carried out 76 attacks in a week.", "76 attacks strikes 76/76"},
		{"About 1,000 American and Turkish soldiers are in the north.", "About 1,000 American and Turkish soldiers troops 900/1100"},
		{"The rally drew 10,000 people.", "10,000 people protesters 10000/10000"},
		{"Hundreds of mourners carried the bodies through the camp.", "Hundreds of mourners protesters 200/999"},
		{"Thousands of Palestinians waved green flags in the streets.", "Thousands of Palestinians protesters 2000/9999"},
		{"Militants fired more than 1,000 rockets at Israel.", "more than 1,000 rockets other 1001/"},
		{"Three rockets landed near the port.", "Three rockets other 3/3"},
		// no counts
		{"The war began after the September 11, 2001 attacks.", ""},
		{"Omar Saleh, 19, was arrested on Monday.", ""},
		{"Four in 10 adults were injured.", ""},
		{"The last soldier was killed on Aug. 4, 2002.", ""},
		{"Some 200,000 guns went missing.", ""},
		{"The 45-year-old farmer was killed on May 12.", ""},
		{"A 12-year-old boy was wounded.", "A 12-year-old boy wounded 1/1"},
		{"Several dozen guards were wounded.", "Several dozen guards wounded 24/99"},
		{"He was killed in 2014.", ""},
		{"The talks lasted 12 hours and cost $3 million.", ""},
		{"Some 30 percent of the wounded were women.", ""},
		{"Security Council Resolution 2254 was ignored.", ""},
		{"The 91st Brigade shelled the hill, 12 kilometres away.", ""},
		{"No one was killed.", ""},
		{"Two sources said five ministers met for six hours.", ""},
		{"The deal has four parts and 14 pages.", ""},
		{"On 13 July clashes began.", ""},
		{"The two sides held three rounds of talks.", ""},
		{"The envoy met 10 ambassadors in two days.", ""},
		{"Residents heard of the plan at 5 p.m. on Friday.", ""},
		{"A man was seen by one of the soldiers.", ""},
	} {
		if got := figures(t, tc.text); got != tc.want {
			t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
		}
	}
}

// TestProperties checks on a text of many numbers that spans lie inside their
// sentences, that bounds are in order, and that the result is the same each time.
func TestProperties(t *testing.T) {
	text := "Some 20 to 30 people were killed. At least 12 died, 40 were hurt and hundreds fled in 2014. " +
		"“Up to 5,000 prisoners,” he said, “and 3.5 million refugees – 12-15 of them 10% of 1,2,3.” Ten. 12. , 7 of"
	d := analyse(t, text)
	rules := load(t)
	first := rules.Figures(d, nil)
	if len(first) == 0 {
		t.Fatal("no figures")
	}
	for _, f := range first {
		if !d.Sentence(f.Sentence).Contains(f.Span) {
			t.Errorf("%v is outside its sentence", f.Span)
		}
		if f.Min != nil && f.Max != nil && *f.Min > *f.Max {
			t.Errorf("%q: %s", f.Of(text), bounds(f.Min, f.Max))
		}
		if len(f.Why) < 2 || f.Event != -1 {
			t.Errorf("%q: why %v, event %d", f.Of(text), f.Why, f.Event)
		}
	}
	again := rules.Figures(d, nil)
	same := slices.EqualFunc(first, again, func(a, b trucewatch.Figure) bool {
		return a.Span == b.Span && a.Measure == b.Measure && bounds(a.Min, a.Max) == bounds(b.Min, b.Max)
	})
	if !same {
		t.Error("the same draft gives different figures")
	}
}
