Police in Port Selm have found the anchor that was stolen from Exchange Street in December.

It was in the garden of the man who had reported it missing, Inspector Colm Adeyi said on Monday, 5 February 2024.

"He said he wanted to see whether anybody would look," Adeyi said.

@highlight

Anchor stolen in December is found

@highlight

Man who reported theft had it in his garden
