presence-one = Myös { $name } katsoo tätä
presence-several = Myös { $before } ja { $last } katsovat tätä
