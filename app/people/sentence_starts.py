"""Which words with a capital that begin a sentence may be somebody's name: those that are no common
word of English.

A name that is a word as well (Will, May) passes here; it is pointed out if the council knows
somebody of that name.
"""

import re

from app.people.name_parts import folded

COMMON = frozenset(
    (
        "a able about above access across activity actually adult advice after afternoon again"
        " age ago alarm all allow almost alone along already also although always am among an"
        " and animal another answer any anybody anyone anything anyway app april are area around"
        " art as ask at august autumn awful baby back bad bag ball bath bathroom be beautiful"
        " because become bed bedroom been before begin behind bell below bench beside best"
        " better between big bike bin bit black blue board boat book boring both bottle box boy"
        " bread break breakfast bring broken brother building bus busy but buy by cake call calm"
        " came can car card care carer carpet carry cat centre chair chance change cheap check"
        " chicken child children choice choose class clean clear close clothes club coat coffee"
        " cold college colour come comfortable computer cook cool corner could council country"
        " course cup curtain cut dad dark day dear december decide desk did different difficult"
        " dinner dirty do does dog done door down drawing drink drive driver during each early"
        " easy eat eight eighteen either else email empty end english enough even evening ever"
        " every everybody everyone everything everywhere exactly except eye face fair family far"
        " fast father favourite february feel few fewer fifteen fifty finally find fine fire"
        " first fish five floor flower food foot football for forty foster found four fourteen"
        " free friday fridge friend friendly from front fruit full fun funny game garden gave"
        " get girl give glad glass go god gone good got grass great green grey ground group"
        " grown guess had half hall hand happy hard has have he head hear heat hello help her"
        " here hers herself hi him himself his home honestly hopefully horrible hot hour house"
        " how however hundred hungry i idea if important in indoors inside inspector instead"
        " into is it its itself january job join july june just keep key kid kind kitchen knew"
        " know lady laptop large last late later laundry least leave left less lesson let letter"
        " life light like line list listen little live lock long look lot loud lovely low lunch"
        " machine mail make man many march may maybe me meal mean meat meet men milk mine minute"
        " mirror mobile monday money month more morning most mother mouse much mum music must my"
        " myself name nan near nearly need neither never new next nice night nine no nobody none"
        " noone nor normally not note nothing november now nowhere number october of off offer"
        " office officer often oh ok okay old on once one only open or orange other otherwise"
        " our ours out outside over overall own paint paper parent part people perhaps person"
        " phone photo picture piece pink pizza place plan plant plate play please plenty point"
        " poor poster probably problem promise put question quick quickly quiet quite rain"
        " rather read ready real really red remember report rice right ring room rubbish rule"
        " run sad safe said same saturday say school screen see seen senior september seven"
        " several shall she shoe shop short should show shower sign silence simple since sister"
        " sit six sixteen sleep slow small smell so soap social sofa some somebody someone"
        " something sometimes somewhere soon sorry sound speak spring staff stairs start stay"
        " step still stop story strange street suddenly summer sunday support sure surely table"
        " take talk tea teacher team telephone tell ten than thank that the their theirs them"
        " themselves then there therefore these they thing think thirteen thirty this those"
        " though thought three through thursday till time tired to today together toilet told"
        " tomorrow tonight too took top towards towel toy train tree try tuesday tv twelve"
        " twenty twice two under unless until up upstairs us use usually very video view visit"
        " visitor voice wait walk wall want warm was wash watch water way we wear weather"
        " wednesday week weekend weird well were wet what whatever when whenever where wherever"
        " whether which while white who whoever whole whom whose why wide wifi will window"
        " winter wish with within without woman women wonderful word work worker would write"
        " wrong yeah year yellow yes yesterday yet you young your yours yourself"
    ).split()
)
SHORTENED = re.compile(r"[’'](?:s|re|ve|d|ll|m)$")
NOT = re.compile(r"n[’']t$")
NO_NAME = re.compile(r"(?:ing|tion|ness|ment)$")
"""Endings of words, and of hardly any first name."""


def may_be_a_name(word: str) -> bool:
    """True for a word with a capital that is neither common nor looks like an everyday one."""
    plain = folded(SHORTENED.sub("", word))
    everyday = plain in COMMON or plain.removesuffix("s") in COMMON
    return word[0].isupper() and not (everyday or NOT.search(word) or NO_NAME.search(plain))
