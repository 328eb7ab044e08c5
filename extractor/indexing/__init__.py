"""What of a report can be looked up from other reports: its sentences and its figures.

Everything here looks at one report alone, so that it is worked out where the report is read, once,
by as many workers as there are; ``comparing`` then only has to join what is stored.
"""

from extractor.indexing.claims import Aspect, Claim, claims
from extractor.indexing.sentences import Sentence, letters_of, sentences

__all__ = ["Aspect", "Claim", "Sentence", "claims", "letters_of", "sentences"]
